import { APPROACHES, type Approach, REGIONS, type Region } from '@lamina/shared/domain/surgical-case.ts';
import { z } from 'zod';
import { readCodeList } from '../code-list.ts';

const PROCEDURES = readCodeList(
  'icd9cm-procedures',
  z.object({
    means: z.enum([
      'fusion',
      'refusion',
      'laminectomy',
      'reopened-laminectomy',
      'discectomy',
      'instrumented',
      'transfusion',
    ]),
    region: z.enum([...REGIONS, '']),
    approach: z.enum([...APPROACHES, '']),
  }),
);

export interface CodedOperation {
  readonly fusion: boolean;
  readonly laminectomy: boolean;
  readonly discectomy: boolean;
  readonly revision: true | null;
  readonly instrumented: true | null;
  readonly transfusion: boolean;
  readonly region: Region | null;
  readonly approach: Approach | null;
}

/** What a list of ICD-9-CM procedure codes says of a spinal operation. What the codes cannot deny (a revision, an implant) is null when they do not say it. */
export function codedOperation(codes: readonly string[]): CodedOperation {
  const entries = codes.map((code) => PROCEDURES.get(withPoint(code))).filter((entry) => entry !== undefined);
  const meant = new Set(entries.map(({ means }) => means));
  const approaches = [...new Set(entries.map(({ approach }) => approach))].filter(
    (approach) => approach !== '',
  );
  return {
    fusion: meant.has('fusion') || meant.has('refusion'),
    laminectomy: meant.has('laminectomy') || meant.has('reopened-laminectomy'),
    discectomy: meant.has('discectomy'),
    revision: meant.has('refusion') || meant.has('reopened-laminectomy') ? true : null,
    instrumented: meant.has('instrumented') ? true : null,
    transfusion: meant.has('transfusion'),
    region: onlyRegion(entries.map(({ region }) => region)),
    approach: approaches.length > 1 ? 'combined' : (approaches[0] ?? null),
  };
}

/** Spreadsheets take codes for numbers: 0309 became 309. Three digits are read with the zero restored when that gives a code of the list (03.09), and as they stand otherwise. */
function withPoint(code: string): string {
  if (code.includes('.')) return code.padStart(5, '0');
  const restored = `0${code.slice(0, 1)}.${code.slice(1)}`;
  if (code.length === 3 && PROCEDURES.has(restored)) return restored;
  return `${code.slice(0, 2)}.${code.slice(2)}`;
}

function onlyRegion(regions: readonly (Region | '')[]): Region | null {
  const named = [...new Set(regions)].filter((region) => region !== '');
  return named.length === 1 ? (named[0] ?? null) : null;
}
