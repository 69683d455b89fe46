export const AUTH_PATH = '/auth';

/** The id of the one OpenID Connect provider in addresses: /auth/callback/oidc. */
export const SINGLE_SIGN_ON = 'oidc';

/** Carries the browser's address to better-auth; whatever a browser sends under this name is thrown away. */
export const ADDRESS_HEADER = 'x-lamina-address';

/** What of better-auth the browser may ask for. Everything else (signing up, changing names, listing tokens …) is not mounted. */
export const AUTH_ROUTES: readonly { readonly method: 'GET' | 'POST'; readonly path: string }[] = [
  { method: 'POST', path: '/sign-in/email' },
  { method: 'POST', path: '/sign-in/social' },
  { method: 'GET', path: '/callback/:provider' },
  { method: 'POST', path: '/sign-out' },
  { method: 'POST', path: '/reset-password' },
  { method: 'POST', path: '/change-password' },
  { method: 'POST', path: '/revoke-other-sessions' },
  { method: 'POST', path: '/two-factor/enable' },
  { method: 'POST', path: '/two-factor/disable' },
  { method: 'POST', path: '/two-factor/verify-totp' },
  { method: 'POST', path: '/two-factor/verify-backup-code' },
  { method: 'POST', path: '/two-factor/generate-backup-codes' },
];
