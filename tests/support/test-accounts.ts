import { createServer } from 'node:net';
import { type Accounts, openAccounts } from '@lamina/server/auth/accounts.ts';
import type { SignInConfig } from '@lamina/server/config.ts';
import type { Database } from '@lamina/server/database/database.ts';

/** Real accounts over a test's database, on a loopback port. */
export function testAccounts(
  db: Database,
  dataDirectory: string,
  port: number,
  signIn: Partial<SignInConfig> = {},
): Accounts {
  return openAccounts(db, {
    host: '127.0.0.1',
    port,
    dataDirectory,
    signIn: {
      origin: undefined,
      secret: undefined,
      demoAccounts: true,
      trustedProxies: [],
      administrator: 'administrator@example.org',
      singleSignOn: null,
      ...signIn,
    },
  });
}

/** A port of this computer that nobody listens on: the address must be known before the server is made. */
export async function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address !== null && typeof address === 'object'
          ? resolve(address.port)
          : reject(new Error('no port')),
      );
    });
  });
}
