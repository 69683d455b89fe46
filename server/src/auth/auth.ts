import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import { genericOAuth, twoFactor } from 'better-auth/plugins';
import type { SingleSignOnConfig } from '../config.ts';
import type { Database } from '../database/database.ts';
import { findPerson, forgetOneTimeSecrets } from '../repositories/person.repository.ts';
import { recordAudit } from '../services/audit.service.ts';
import { auditSignIn } from './audit-sign-in.ts';
import { ADDRESS_HEADER, AUTH_PATH, SINGLE_SIGN_ON } from './auth-paths.ts';

export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 128;
export const PASSWORD_LINK_HOURS = 48;

const HOUR = 3600;

/** A working day: the next one begins with signing in. */
const SESSION_HOURS = 12;

/** Seconds, and attempts from one address within them. */
const SIGN_IN_LIMIT = { window: 60, max: 10 };
const ANY_LIMIT = { window: 60, max: 100 };

export interface AuthSettings {
  readonly db: Database;
  readonly secret: string;
  /** The address that people type; cookies are secure unless it is plain http, which only a loopback address may be. */
  readonly origin: string;
  /** Every address that requests may come from. */
  readonly trustedOrigins: readonly string[];
  readonly demoAccounts: boolean;
  readonly singleSignOn: SingleSignOnConfig | null;
  /** Receives each password link made for an e-mail address; the only way that one leaves this file. */
  readonly onPasswordToken: (email: string, token: string) => void;
}

export type Auth = ReturnType<typeof createAuth>;

/** Sign-in, sessions and second factors by better-auth, over our own database and tables. */
export function createAuth(settings: AuthSettings) {
  const { db, demoAccounts, singleSignOn } = settings;
  const mayEnter = async (personId: string) => {
    const person = await findPerson(db, demoAccounts, personId);
    return person !== undefined && !person.disabled;
  };
  return betterAuth({
    appName: 'Lamina',
    baseURL: settings.origin,
    basePath: AUTH_PATH,
    secret: settings.secret,
    trustedOrigins: [...settings.trustedOrigins],
    telemetry: { enabled: false },
    logger: { level: 'error' },
    onAPIError: { errorURL: `${settings.origin}/sign-in` },
    database: { db, type: 'sqlite' },
    user: {
      modelName: 'person',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
      validateUserInfo: async ({ user, source }) => {
        if (source.action === 'create-user') return;
        if (typeof user.id === 'string' && (await mayEnter(user.id))) return;
        return { error: 'account_disabled', errorDescription: DISABLED };
      },
    },
    session: {
      modelName: 'session',
      fields: {
        userId: 'person_id',
        expiresAt: 'expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
      },
      expiresIn: SESSION_HOURS * HOUR,
      disableSessionRefresh: true,
    },
    account: {
      modelName: 'account',
      fields: {
        userId: 'person_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      encryptOAuthTokens: true,
    },
    verification: {
      modelName: 'verification',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
      // Whoever reads the database, or a backup of it, cannot use the password links in it.
      storeIdentifier: { default: 'plain', overrides: { 'reset-password': 'hashed' } },
    },
    rateLimit: {
      enabled: true,
      storage: 'database',
      modelName: 'rate_limit',
      fields: { lastRequest: 'last_request' },
      ...ANY_LIMIT,
      customRules: {
        '/sign-in/*': SIGN_IN_LIMIT,
        '/two-factor/*': SIGN_IN_LIMIT,
        '/reset-password': SIGN_IN_LIMIT,
        '/change-password': SIGN_IN_LIMIT,
      },
    },
    advanced: {
      cookiePrefix: 'lamina',
      useSecureCookies: settings.origin.startsWith('https:'),
      cookies: { session_token: { attributes: { sameSite: 'strict' } } },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      disableCSRFCheck: false,
      disableOriginCheck: false,
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: SHORTEST_PASSWORD,
      maxPasswordLength: LONGEST_PASSWORD,
      resetPasswordTokenExpiresIn: PASSWORD_LINK_HOURS * HOUR,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: async ({ user, token }) => settings.onPasswordToken(user.email, token),
      onPasswordReset: async ({ user }) => {
        await forgetOneTimeSecrets(db, user.id);
        await recordAudit(
          { db },
          { personId: user.id, name: user.name, role: null },
          { action: 'password-changed', subject: `person:${user.id}`, detail: { by: 'one-time link' } },
        );
      },
    },
    databaseHooks: {
      session: {
        create: {
          before: async ({ userId }) => {
            if (!(await mayEnter(userId))) throw new APIError('FORBIDDEN', { message: DISABLED });
          },
        },
      },
    },
    plugins: [
      twoFactor({
        issuer: 'Lamina',
        schema: {
          user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
          twoFactor: {
            modelName: 'two_factor',
            fields: {
              userId: 'person_id',
              backupCodes: 'backup_codes',
              failedVerificationCount: 'failed_verification_count',
              lockedUntil: 'locked_until',
            },
          },
        },
      }),
      genericOAuth({ config: singleSignOn === null ? [] : [providerOf(singleSignOn)] }),
      // Last, so that it sees what the second factor made of a sign-in.
      auditSignIn(db, demoAccounts),
    ],
  });
}

const DISABLED = 'This account is disabled. An administrator can enable it.';

function providerOf({ issuer, clientId, clientSecret, name }: SingleSignOnConfig) {
  return {
    providerId: SINGLE_SIGN_ON,
    name,
    discoveryUrl: `${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`,
    requireIdTokenVerification: true,
    clientId,
    clientSecret,
    scopes: ['openid', 'profile', 'email'],
    // Only whom an administrator added may enter.
    disableSignUp: true,
    disableImplicitSignUp: true,
  };
}
