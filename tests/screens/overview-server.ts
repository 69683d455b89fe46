import { keepDemoAccounts } from '@lamina/server/auth/demo-accounts.ts';
import { buildDemo } from '@lamina/server/commands/demo.command.ts';
import type { Database } from '@lamina/server/database/database.ts';
import { createHttpServer } from '@lamina/server/http/http-server.ts';
import { refreshOutcomeFacts } from '@lamina/server/repositories/outcome-facts.repository.ts';
import { listReferences } from '@lamina/server/repositories/reference.repository.ts';
import type { ServiceContext } from '@lamina/server/services/service-context.ts';
import { sqlTally } from '@lamina/server/tally/sql-tally.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { type DemoNetwork, demoDatabase, SMALL_NETWORK } from '../support/demo-database.ts';
import { temporaryDatabase } from '../support/temporary-database.ts';
import { freePort, testAccounts } from '../support/test-accounts.ts';
import { qualityLead } from '../support/viewers.ts';

export interface OverviewServer extends AsyncDisposable {
  readonly address: string;
  readonly services: ServiceContext;
}

/**
 * Serves the built screens over a database of its own on a free port: one filled by `fill`, or that demo network. Every request is `viewer`'s (a
 * quality lead of all hospitals); with 'whoever-signs-in' it is that of the session, and the demo accounts exist.
 */
export async function serveOverview(
  contents: DemoNetwork | ((db: Database, dataDirectory: string) => Promise<unknown>),
  viewer: Viewer | 'whoever-signs-in' = qualityLead,
): Promise<OverviewServer> {
  const temporary = await (typeof contents === 'function' ? temporaryDatabase() : demoDatabase(contents));
  if (typeof contents === 'function') await contents(temporary.db, temporary.directory);
  await refreshOutcomeFacts(temporary.db);
  const services = { db: temporary.db, tally: sqlTally(temporary.db), references: listReferences() };
  const port = await freePort();
  const accounts = testAccounts(temporary.db, temporary.directory, port);
  if (viewer === 'whoever-signs-in') await keepDemoAccounts(accounts);
  const server = await createHttpServer(services, {
    accounts,
    ...(viewer === 'whoever-signs-in' ? {} : { identify: async () => viewer }),
  });
  await server.listen({ host: '127.0.0.1', port });
  return {
    address: `http://127.0.0.1:${port}`,
    services,
    async [Symbol.asyncDispose]() {
      await server.close();
      await temporary[Symbol.asyncDispose]();
    },
  };
}

/** A demo network small enough for a test and large enough for every verdict. */
export function fillWithDemo(db: Database, dataDirectory: string): Promise<unknown> {
  return buildDemo(db, { dataDirectory }, SMALL_NETWORK);
}
