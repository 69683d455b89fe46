import type { Accounts } from '../auth/accounts.ts';
import { hasSignedInFrom } from '../repositories/known-address.repository.ts';
import { findPersonByEmail } from '../repositories/person.repository.ts';
import { recordAudit } from '../services/audit.service.ts';
import { RecentCounts } from './recent-counts.ts';

const WINDOW_MILLISECONDS = 15 * 60_000;
/** More than one address may make in a minute, so that a single one is stopped for itself first. */
const MOST_FAILURES = 20;
const KNOWN_FOR_MILLISECONDS = 90 * 86_400_000;
const MINUTE_MILLISECONDS = 60_000;

/** The share of failures that an attempt belongs to, and how long it has to wait; 0 where it may be made. */
export interface Attempt {
  readonly share: string;
  readonly waitSeconds: number;
}

/**
 * Wrong passwords of one account, from wherever they come: after twenty in a quarter of an hour no further one is looked at until
 * it is over. So that nobody locks somebody else out with it, each address from which the person signed in before has twenty of its
 * own. Who has no account is treated like who has one.
 */
export class PasswordFailures {
  readonly #accounts: Accounts;
  readonly #failures = new RecentCounts(WINDOW_MILLISECONDS);
  readonly #noted = new RecentCounts(MINUTE_MILLISECONDS);

  constructor(accounts: Accounts) {
    this.#accounts = accounts;
  }

  /** Counts the attempt as failed until it has succeeded, so that many at once are not more than twenty either. */
  async begin(email: string, address: string): Promise<Attempt> {
    const share = await this.#shareOf(email.trim().toLowerCase(), address);
    if (this.#failures.count(share) >= MOST_FAILURES) {
      return { share, waitSeconds: this.#failures.secondsLeft(share) };
    }
    this.#failures.add(share);
    return { share, waitSeconds: 0 };
  }

  succeeded({ share }: Attempt): void {
    this.#failures.forget(share);
  }

  /** Notes in the audit log that attempts were not looked at, once a minute for an address. */
  async noteRefused(email: string | undefined, address: string, reason: string): Promise<void> {
    if (this.#noted.add(address) > 1) return;
    const { db, demoAccounts } = this.#accounts;
    const tried = email === undefined ? undefined : await findPersonByEmail(db, demoAccounts, email);
    await recordAudit({ db }, null, {
      action: 'sign-in-failed',
      subject: tried === undefined ? null : `person:${tried.id}`,
      detail: { way: 'password', known: tried !== undefined, reason },
    });
  }

  async #shareOf(email: string, address: string): Promise<string> {
    const { db, demoAccounts } = this.#accounts;
    const since = new Date(Date.now() - KNOWN_FOR_MILLISECONDS).toISOString();
    const person = await findPersonByEmail(db, demoAccounts, email);
    // Asked in any case, so that an account does not show by the time that this takes.
    const known = await hasSignedInFrom(db, person?.id ?? '', address, since);
    return known ? `${email} from ${address}` : email;
  }
}
