import { scopeOf } from '@lamina/server/auth/scope.ts';
import type { TallyQuestion } from '@lamina/server/tally/tally.ts';
import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import { qualityLead } from '../support/viewers.ts';

export interface BenchQuestion {
  readonly name: string;
  /** 'totals': filtered and grouped by procedure, hospital, surgeon and period only; 'cases': by anything. */
  readonly kind: 'totals' | 'cases';
  /** What the screen asks at once. */
  readonly tallies: readonly TallyQuestion[];
}

const scope = scopeOf(qualityLead);
const EVERY_INDICATOR = CATALOGUE.map(({ id }) => id);
const INFECTION = ['infection-90-days'];

function tally(question: Partial<TallyQuestion>): TallyQuestion {
  return { scope, filter: {}, groupBy: [], indicators: EVERY_INDICATOR, ...question };
}

/** The eight questions, about a hospital and a surgeon of the network and the year before its end. */
export function benchQuestions(of: {
  readonly hospital: number;
  readonly surgeon: number;
  readonly lastYear: { readonly from: string; readonly to: string };
}): BenchQuestion[] {
  const surgeon = { surgeons: [of.surgeon] };
  return [
    {
      name: 'Overview: every indicator by procedure, and by quarter',
      kind: 'totals',
      tallies: [tally({ groupBy: ['procedure'] }), tally({ groupBy: ['procedure', 'quarter'] })],
    },
    {
      name: 'Funnel of infection by surgeon, one year',
      kind: 'totals',
      tallies: [tally({ filter: of.lastYear, groupBy: ['surgeon'], indicators: INFECTION })],
    },
    {
      name: 'Monthly trend of infection at one hospital',
      kind: 'totals',
      tallies: [tally({ filter: { hospitals: [of.hospital] }, groupBy: ['month'], indicators: INFECTION })],
    },
    {
      name: 'Stay histogram by procedure',
      kind: 'totals',
      tallies: [tally({ groupBy: ['procedure'], indicators: ['length-of-stay'] })],
    },
    {
      name: "One surgeon's page: every indicator by procedure, and by quarter",
      kind: 'totals',
      tallies: [
        tally({ filter: surgeon, groupBy: ['procedure'] }),
        tally({ filter: surgeon, groupBy: ['quarter'] }),
      ],
    },
    {
      name: 'Decompression alone against with fusion: lumbar stenosis, every indicator',
      kind: 'cases',
      tallies: [
        tally({
          filter: { procedures: ['laminectomy', 'fusion'], regions: ['lumbar'], indications: ['stenosis'] },
          groupBy: ['procedure'],
        }),
      ],
    },
    {
      name: 'Indications: every indicator by indication',
      kind: 'cases',
      tallies: [tally({ groupBy: ['indication'] })],
    },
    {
      name: 'Infection by surgeon under a seven-way case-mix filter',
      kind: 'cases',
      tallies: [
        tally({
          filter: {
            regions: ['lumbar'],
            ageBands: ['50-69', '70+'],
            sexes: ['female'],
            asaClasses: [2, 3],
            urgencies: ['elective'],
            diabetes: false,
            revision: false,
          },
          groupBy: ['surgeon'],
          indicators: INFECTION,
        }),
      ],
    },
  ];
}
