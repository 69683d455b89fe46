import { createHash } from 'node:crypto';
import type { Database } from '@lamina/server/database/database.ts';
import { commitCases } from '@lamina/server/intake/commit.ts';
import { pseudonymKeyFrom } from '@lamina/server/intake/pseudonym.ts';
import type { SurgicalCase } from '@lamina/shared/domain/surgical-case.ts';

export const EXAMPLE_KEY = pseudonymKeyFrom('a key for tests that guards no secret');

/** Writes cases through the intake as one import with the given data cut-off. */
export async function commitExamples(
  db: Database,
  cases: readonly SurgicalCase[],
  cutOff: string | null,
): Promise<void> {
  const [first] = cases;
  await commitCases(
    db,
    {
      format: 'example',
      sourceSystem: first?.sourceSystem ?? 'example',
      fileName: 'example',
      fileSha256: createHash('sha256').update(JSON.stringify(cases)).digest('hex'),
      cutOff,
      key: EXAMPLE_KEY,
    },
    cases,
  );
}
