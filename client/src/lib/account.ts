/** The shortest password that the server takes; it asks for nothing but length. */
export const SHORTEST_PASSWORD = 12;

/** Must be the id under which the server registers its one provider of single sign-on. */
const SINGLE_SIGN_ON_PROVIDER = 'oidc';

/** The server said no, in a sentence for the reader. */
export class AccountRefusal extends Error {
  override readonly name = 'AccountRefusal';
  readonly code: string;

  constructor(code: string, sentence: string) {
    super(sentence);
    this.code = code;
  }
}

/** What the server's codes mean to the reader. */
const SENTENCES: Readonly<Record<string, string>> = {
  INVALID_EMAIL_OR_PASSWORD: 'This e-mail and password do not belong together. Check both and try again.',
  INVALID_EMAIL: 'This is not an e-mail address.',
  INVALID_PASSWORD: 'The password is not right. Nothing has changed.',
  INVALID_CODE: 'The code is not right. Codes change every 30 seconds: type the one that shows now.',
  INVALID_BACKUP_CODE: 'This backup code is not right, or was used before.',
  INVALID_TWO_FACTOR_COOKIE: 'Too much time has passed. Start again with your password.',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'That was wrong too often. Start again with your password.',
  ACCOUNT_TEMPORARILY_LOCKED: 'That was wrong too often: the account is locked for a while. Try again later.',
  PASSWORD_TOO_SHORT: `The password needs at least ${SHORTEST_PASSWORD} characters.`,
  PASSWORD_TOO_LONG: 'The password is too long: at most 128 characters.',
  CREDENTIAL_ACCOUNT_NOT_FOUND: 'Your account signs in through single sign-on and has no password here.',
  INVALID_TOKEN: 'This link has been used or has expired. Ask an administrator for a new one.',
  UNAUTHORIZED: 'Your session has ended. Sign in again.',
};

export interface TwoFactorSetup {
  /** For an authenticator app: 'otpauth://totp/…'. */
  readonly address: string;
  readonly secret: string;
  readonly backupCodes: readonly string[];
}

/** Every function here throws an AccountRefusal where the server says no. */
export async function signIn(email: string, password: string): Promise<'signed-in' | 'code-needed'> {
  const answer = await post('/sign-in/email', { email, password });
  return answer.twoFactorRedirect === true ? 'code-needed' : 'signed-in';
}

/** The second step of signing in, and the last of turning on two-factor sign-in. */
export async function verifyCode(code: string): Promise<void> {
  await post('/two-factor/verify-totp', { code });
}

export async function verifyBackupCode(code: string): Promise<void> {
  await post('/two-factor/verify-backup-code', { code });
}

/** Leaves Lamina for the provider, which sends the reader back to `address`. */
export async function startSingleSignOn(address: string): Promise<void> {
  const { url } = await post('/sign-in/social', {
    provider: SINGLE_SIGN_ON_PROVIDER,
    callbackURL: address,
    errorCallbackURL: address,
  });
  if (typeof url !== 'string') throw new AccountRefusal('NO_ADDRESS', 'Single sign-on does not answer.');
  window.location.assign(url);
}

/** Ends the session and opens the sign-in anew, with nothing of the person left in memory. */
export async function signOut(): Promise<void> {
  await endSession();
  window.location.assign('/');
}

export async function endSession(): Promise<void> {
  await post('/sign-out', {});
}

export async function choosePassword(token: string, newPassword: string): Promise<void> {
  await post('/reset-password', { token, newPassword });
}

/** Ends every other session too. */
export async function changePassword(currentPassword: string, newPassword: string): Promise<void> {
  await post('/change-password', { currentPassword, newPassword, revokeOtherSessions: true });
}

/** Takes effect only once a code of the app has been verified. */
export async function prepareTwoFactor(password: string): Promise<TwoFactorSetup> {
  const { totpURI, backupCodes } = await post('/two-factor/enable', { password });
  const address = String(totpURI);
  return {
    address,
    secret: new URL(address).searchParams.get('secret') ?? '',
    backupCodes: Array.isArray(backupCodes) ? backupCodes.map(String) : [],
  };
}

export async function disableTwoFactor(password: string): Promise<void> {
  await post('/two-factor/disable', { password });
}

export async function endOtherSessions(): Promise<void> {
  await post('/revoke-other-sessions', {});
}

/** The sentence of an error of any of these functions. */
export function refusalInWords(error: unknown): string {
  if (error instanceof AccountRefusal) return error.message;
  return 'The server does not answer. Check that Lamina is running, then try again.';
}

async function post(path: string, body: object): Promise<Record<string, unknown>> {
  const response = await fetch(`/auth${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = await readJson(response);
  if (response.ok) return answer;
  if (response.status === 429) throw new AccountRefusal('TOO_MANY', tooMany(response));
  const code = typeof answer.code === 'string' ? answer.code : '';
  const sentence = SENTENCES[code] ?? (typeof answer.message === 'string' ? answer.message : null);
  throw new AccountRefusal(code, sentence ?? 'The server refused, and did not say why. Try again.');
}

async function readJson(response: Response): Promise<Record<string, unknown>> {
  try {
    const answer: unknown = await response.json();
    return typeof answer === 'object' && answer !== null ? { ...answer } : {};
  } catch {
    return {};
  }
}

function tooMany(response: Response): string {
  const seconds = Number(response.headers.get('x-retry-after') ?? response.headers.get('retry-after'));
  const wait =
    seconds > 90 ? `${Math.ceil(seconds / 60)} minutes` : seconds > 1 ? `${seconds} seconds` : 'a minute';
  return `Too many attempts. Wait ${wait}, then try again.`;
}
