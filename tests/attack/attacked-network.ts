import { scopeOf } from '@lamina/server/auth/scope.ts';
import { CUBE_DIMENSIONS, type ExactCube, exactCubeOf } from '@lamina/server/disclosure/exact-cube.ts';
import { listReferences } from '@lamina/server/repositories/reference.repository.ts';
import type { ServiceContext } from '@lamina/server/services/service-context.ts';
import { columnarTally } from '@lamina/server/tally/columnar/columnar-tally.ts';
import { loadSnapshot } from '@lamina/server/tally/columnar/load-snapshot.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import { demoDatabase } from '../support/demo-database.ts';
import { qualityLead } from '../support/viewers.ts';

export interface AttackedNetwork extends AsyncDisposable {
  readonly services: ServiceContext;
}

export const viewer: Viewer = { ...qualityLead, role: 'viewer' };

export function surgeonViewer(surgeon: number): Viewer {
  return { ...qualityLead, role: 'surgeon', surgeon };
}

/** The demo network, by default as large as `lamina demo` makes it. */
export async function attackedNetwork(cases?: number): Promise<AttackedNetwork> {
  const temporary = await demoDatabase({
    lastMonth: '2026-09',
    withModels: true,
    ...(cases === undefined ? {} : { cases }),
  });
  const tally = columnarTally(await loadSnapshot(temporary.db));
  return {
    services: { db: temporary.db, tally, references: listReferences() },
    [Symbol.asyncDispose]: () => temporary[Symbol.asyncDispose](),
  };
}

/** What the cube of this viewer is made of, in truth. */
export async function trueCube({ tally }: ServiceContext, asker: Viewer): Promise<ExactCube> {
  const indicators = CATALOGUE.map(({ id }) => id);
  const question = { filter: {}, indicators, groupBy: CUBE_DIMENSIONS };
  const [all, own] = await Promise.all([
    tally.count({ ...question, scope: scopeOf(qualityLead) }),
    asker.role === 'surgeon' ? tally.count({ ...question, scope: scopeOf(asker) }) : [],
  ]);
  return exactCubeOf(indicators, all, own);
}
