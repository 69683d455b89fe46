import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { keepDemoAccounts } from '@lamina/server/auth/demo-accounts.ts';
import { findViewer } from '@lamina/server/auth/viewer-of-session.ts';
import { openDatabase } from '@lamina/server/database/open-database.ts';
import { headersOf } from '@lamina/server/http/auth-plugin.ts';
import { createHttpServer } from '@lamina/server/http/http-server.ts';
import { listReferences } from '@lamina/server/repositories/reference.repository.ts';
import { LiveTally } from '@lamina/server/tally/columnar/live-tally.ts';
import { procedure, publicProcedure, router } from '@lamina/server/trpc/trpc.ts';
import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify';
import { freePort, testAccounts } from '../support/test-accounts.ts';

// `node http-server.ts <database file>`: serves a copy of the record as `lamina serve` does, but for the shares of a minute, which a
// benchmark must exceed. Beside it, under /trpc/idle, are two procedures that do nothing: `signedIn` for those who have signed in,
// identified as for any question, and `anybody`, for which nobody is looked up. It writes its address, and ends with its input.
const [databaseFile = ''] = process.argv.slice(2);
const directory = mkdtempSync(join(tmpdir(), 'lamina-bench-http-'));
const copy = join(directory, 'lamina.sqlite');
cpSync(databaseFile, copy);
const db = openDatabase(copy);
const report = (sentence: string) => process.stderr.write(`${sentence}\n`);
const tally = new LiveTally(db, { database: copy, memoryMebibytes: 1024, report });
await tally.refresh();
const port = await freePort();
const accounts = testAccounts(db, directory, port);
await keepDemoAccounts(accounts);
const services = { db, tally, references: listReferences() };
const unlimited = Number.MAX_SAFE_INTEGER;
const server = await createHttpServer(services, {
  accounts,
  limits: { sessionRequestsAMinute: unlimited, addressRequestsAMinute: unlimited },
});
const idleRouter = router({
  signedIn: procedure.query(() => null),
  anybody: publicProcedure.query(() => null),
});
await server.register(fastifyTRPCPlugin, {
  prefix: '/trpc/idle',
  trpcOptions: {
    router: idleRouter,
    createContext: async ({ req }) => ({
      viewer: req.url.includes('anybody') ? null : await findViewer(accounts, headersOf(req)),
      services,
      accounts,
      reportFault: (id, fault) => report(`${id} ${String(fault)}`),
    }),
  } satisfies FastifyTRPCPluginOptions<typeof idleRouter>['trpcOptions'],
});
await server.listen({ host: '127.0.0.1', port });
process.stdout.write(`http://127.0.0.1:${port}\n`);
for await (const _line of createInterface({ input: process.stdin })) {
  // Only its end counts.
}
await server.close();
await tally.close();
await db.destroy();
rmSync(directory, { recursive: true });
