import { EVENT_KINDS } from '@lamina/shared/domain/event.ts';
import { SurgicalCase, type SurgicalCaseInput } from '@lamina/shared/domain/surgical-case.ts';

/** The data cut-off of the worked examples that do not give one. */
export const EXAMPLE_CUT_OFF = '2026-01-01';

/** The case of the worked examples: an elective one-level lumbar discectomy of 1 March 2024, everything observed to the cut-off, with what the example changes. */
export function exampleCase(changes: Partial<SurgicalCaseInput> = {}): SurgicalCase {
  return SurgicalCase.parse({
    sourceSystem: 'example',
    sourceCaseId: 'case 1',
    hospital: { code: 'H1' },
    operatingSurgeon: 'S1',
    fusion: false,
    laminectomy: false,
    discectomy: true,
    region: 'lumbar',
    levels: 1,
    urgency: 'elective',
    indication: 'disc-herniation',
    admissionDate: '2024-03-01',
    operationDate: '2024-03-01',
    operationYear: 2024,
    dischargeDate: '2024-03-03',
    transfusion: false,
    observed: Object.fromEntries([...EVENT_KINDS, 'proms'].map((kind) => [kind, 'cut-off'])),
    ...changes,
  });
}
