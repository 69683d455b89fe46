import type { AuditAction, AuditDetail } from '@lamina/shared/domain/audit-action.ts';
import type { BetterAuthPlugin } from 'better-auth';
import { createAuthMiddleware, getSessionFromCtx, isAPIError } from 'better-auth/api';
import type { Database } from '../database/database.ts';
import {
  findPerson,
  findPersonByEmail,
  noteSignIn,
  type StoredPerson,
} from '../repositories/person.repository.ts';
import { type AuditActor, recordAudit } from '../services/audit.service.ts';

/** How somebody proved who they are, by the path at which a sign-in ends. */
const WAYS_IN: Readonly<Record<string, string>> = {
  '/sign-in/email': 'password',
  '/two-factor/verify-totp': 'password and code',
  '/two-factor/verify-backup-code': 'password and backup code',
  '/callback/:id': 'single sign-on',
};

/** What somebody who is signed in can change about their own account. */
const OWN_CHANGES: Readonly<Record<string, AuditAction>> = {
  '/change-password': 'password-changed',
  '/two-factor/verify-totp': 'two-factor-enabled',
  '/two-factor/disable': 'two-factor-disabled',
  '/two-factor/generate-backup-codes': 'password-changed',
  '/revoke-other-sessions': 'session-ended',
};

/** Notes every sign-in, failed sign-in, sign-out and change of one's own account in the audit log, before the answer leaves. */
export function auditSignIn(db: Database, demoAccounts: boolean): BetterAuthPlugin {
  const note = (person: StoredPerson | undefined, action: AuditAction, detail: AuditDetail = {}) =>
    recordAudit({ db }, actorOf(person), {
      action,
      subject: person === undefined ? null : `person:${person.id}`,
      detail,
    });
  return {
    id: 'lamina-audit',
    hooks: {
      before: [
        {
          matcher: ({ path }) => path === '/sign-out',
          handler: createAuthMiddleware(async (ctx) => {
            const session = await getSessionFromCtx(ctx);
            if (session !== null)
              await note(await findPerson(db, demoAccounts, session.user.id), 'signed-out');
          }),
        },
      ],
      after: [
        {
          matcher: ({ path }) => path !== undefined && (path in WAYS_IN || path in OWN_CHANGES),
          handler: createAuthMiddleware(async (ctx) => {
            const { newSession, returned, session } = ctx.context;
            const refused = isAPIError(returned) && returned.status !== 'FOUND';
            const own = OWN_CHANGES[ctx.path];
            const signedIn = ctx.getCookie(ctx.context.authCookies.sessionToken.name) !== null;
            if (own !== undefined && (signedIn || !(ctx.path in WAYS_IN))) {
              const personId = newSession?.user.id ?? session?.user.id;
              if (refused || personId === undefined) return;
              const detail = ctx.path === '/two-factor/generate-backup-codes' ? { backupCodes: 'new' } : {};
              await note(await findPerson(db, demoAccounts, personId), own, detail);
              return;
            }
            const way = WAYS_IN[ctx.path];
            if (way === undefined) return;
            if (newSession !== null && !refused) {
              const person = await findPerson(db, demoAccounts, newSession.user.id);
              await noteSignIn(db, newSession.user.id, new Date().toISOString());
              await note(person, 'signed-in', { way });
              return;
            }
            if (!refused && ctx.path !== '/callback/:id') return;
            const email: unknown = ctx.body?.email;
            const tried =
              typeof email === 'string' ? await findPersonByEmail(db, demoAccounts, email) : undefined;
            await recordAudit({ db }, null, {
              action: 'sign-in-failed',
              subject: tried === undefined ? null : `person:${tried.id}`,
              detail: { way, known: tried !== undefined },
            });
          }),
        },
      ],
    },
  };
}

function actorOf(person: StoredPerson | undefined): AuditActor | null {
  return person === undefined ? null : { personId: person.id, name: person.name, role: person.role };
}
