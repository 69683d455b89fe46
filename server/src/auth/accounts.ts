import type { Config } from '../config.ts';
import type { Database } from '../database/database.ts';
import { type Auth, createAuth } from './auth.ts';
import { loadAuthSecret } from './auth-secret.ts';
import { isOnlyLocal, originOf, originsOf } from './listening-address.ts';

/** All that has to do with who people are; what they may see is decided in scope.ts. */
export interface Accounts {
  readonly db: Database;
  readonly auth: Auth;
  readonly origin: string;
  readonly trustedOrigins: readonly string[];
  /** Whether the accounts of the demo network may sign in while the record holds it. */
  readonly demoAccounts: boolean;
  /** What the button of the single sign-on is called; null where there is none. */
  readonly singleSignOn: string | null;
  /** A new token with which a person chooses a password, once. */
  readonly makePasswordToken: (email: string) => Promise<string>;
}

type AccountsConfig = Pick<Config, 'host' | 'port' | 'dataDirectory' | 'signIn'>;

/** Throws a LaminaError when the address or the secret will not do. */
export function openAccounts(db: Database, config: AccountsConfig): Accounts {
  const origin = originOf(config);
  const secret = loadAuthSecret(config.dataDirectory, config.signIn.secret);
  const trustedOrigins = originsOf(origin, config.port);
  const demoAccounts = config.signIn.demoAccounts && isOnlyLocal(config);
  const tokens = new Map<string, string>();
  const auth = createAuth({
    db,
    secret,
    origin,
    trustedOrigins,
    demoAccounts,
    singleSignOn: config.signIn.singleSignOn,
    onPasswordToken: (email, token) => void tokens.set(email, token),
  });
  return {
    db,
    auth,
    origin,
    trustedOrigins,
    demoAccounts,
    singleSignOn: config.signIn.singleSignOn?.name ?? null,
    async makePasswordToken(email) {
      await auth.api.requestPasswordReset({ body: { email } });
      const token = tokens.get(email);
      tokens.delete(email);
      if (token === undefined) throw new Error(`No password token was made for ${email}.`);
      return token;
    },
  };
}
