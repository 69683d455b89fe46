import { scopeOf } from '@lamina/server/auth/scope.ts';
import { DEMO_SOURCE_SYSTEM } from '@lamina/server/demo/demo-case.ts';
import { generateDemoNetwork } from '@lamina/server/demo/demo-network.ts';
import { completeDemoOptions, type DemoOptions } from '@lamina/server/demo/demo-options.ts';
import type { GroundTruth } from '@lamina/server/demo/ground-truth.ts';
import { commitCases } from '@lamina/server/intake/commit.ts';
import { pseudonymKeyFrom } from '@lamina/server/intake/pseudonym.ts';
import { refreshOutcomeFacts } from '@lamina/server/repositories/outcome-facts.repository.ts';
import { listReferences } from '@lamina/server/repositories/reference.repository.ts';
import { refreshCaseMix } from '@lamina/server/services/case-mix.service.ts';
import type { ServiceContext } from '@lamina/server/services/service-context.ts';
import { type Screening, screen } from '@lamina/server/services/signal-screening.service.ts';
import { columnarTally } from '@lamina/server/tally/columnar/columnar-tally.ts';
import { loadSnapshot } from '@lamina/server/tally/columnar/load-snapshot.ts';
import { temporaryDatabase } from './temporary-database.ts';
import { qualityLead } from './viewers.ts';

export interface SignalNetwork extends AsyncDisposable {
  readonly services: ServiceContext;
  readonly screening: Screening;
  readonly truth: GroundTruth;
  /** Ids by code. */
  readonly hospitals: ReadonlyMap<string, number>;
  readonly surgeons: ReadonlyMap<string, number>;
}

/** A demo network with its case-mix models, counted in memory, and every comparison that the overview makes. */
export async function signalNetwork(
  options: Partial<DemoOptions>,
  planted: NonNullable<Parameters<typeof generateDemoNetwork>[1]>,
): Promise<SignalNetwork> {
  const temporary = await temporaryDatabase();
  const { db } = temporary;
  const network = generateDemoNetwork(completeDemoOptions(options, '2026-10-15'), planted);
  await commitCases(
    db,
    {
      format: 'demo',
      sourceSystem: DEMO_SOURCE_SYSTEM,
      fileName: 'demo network',
      fileSha256: '0'.repeat(64),
      cutOff: network.cutOff,
      key: pseudonymKeyFrom('a network for a test, where nobody needs hiding'),
      contents: 'demo',
    },
    network.cases,
  );
  await refreshOutcomeFacts(db);
  await refreshCaseMix(db);
  const tally = columnarTally(await loadSnapshot(db));
  const [hospitals, surgeons] = [
    await db.selectFrom('hospital').select(['id', 'code']).execute(),
    await db.selectFrom('surgeon').select(['id', 'code']).execute(),
  ];
  return {
    services: { db, tally, references: listReferences() },
    screening: await screen(tally, scopeOf(qualityLead), {}),
    truth: network.groundTruth,
    hospitals: new Map(hospitals.map(({ id, code }) => [code, id])),
    surgeons: new Map(surgeons.map(({ id, code }) => [code, id])),
    [Symbol.asyncDispose]: () => temporary[Symbol.asyncDispose](),
  };
}
