import { isIPv4 } from 'node:net';
import type { Config } from '../config.ts';
import { LaminaError } from '../lamina-error.ts';

const LOOPBACK_NAMES = ['localhost', '::1', '[::1]'];

/** Whether only this computer reaches that host. */
export function isLoopback(host: string): boolean {
  return LOOPBACK_NAMES.includes(host) || (isIPv4(host) && host.startsWith('127.'));
}

/** The address under which people reach the server. Throws a LaminaError when passwords would travel in the clear over a network. */
export function originOf({ host, port, signIn }: Pick<Config, 'host' | 'port' | 'signIn'>): string {
  if (signIn.origin === undefined) {
    if (isLoopback(host)) return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
    throw new LaminaError(
      'bad-input',
      `Other computers reach ${host}, so LAMINA_ORIGIN must say the https address that people type (that of the proxy in ` +
        'front, https://lamina.example.org). To try Lamina on this computer only, leave --host and LAMINA_HOST away.',
    );
  }
  const url = URL.canParse(signIn.origin) ? new URL(signIn.origin) : undefined;
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname)))
    return url.origin;
  throw new LaminaError(
    'bad-input',
    `LAMINA_ORIGIN is ${signIn.origin}, but must be an address that begins with https://, so that nobody on the way reads passwords.`,
  );
}

/** Whether nobody but the people at this computer can reach the server, neither straight nor through a proxy. */
export function isOnlyLocal({ host, signIn: { origin } }: Pick<Config, 'host' | 'signIn'>): boolean {
  if (!isLoopback(host)) return false;
  return origin === undefined || (URL.canParse(origin) && isLoopback(new URL(origin).hostname));
}

/** All addresses of the same server: a computer has several names for itself. */
export function originsOf(origin: string, listeningPort?: number): string[] {
  const { protocol, hostname, port } = new URL(origin);
  if (protocol !== 'http:' || !isLoopback(hostname)) return [origin];
  const ports = new Set([port, ...(listeningPort === undefined ? [] : [String(listeningPort)])]);
  return [...ports].flatMap((of) =>
    ['127.0.0.1', 'localhost', '[::1]'].map((name) => new URL(`http://${name}:${of}`).origin),
  );
}
