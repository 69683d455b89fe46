import type { CompareOutput } from '@lamina/shared/contract/compare.ts';
import type { ComparedRow } from './compared-row.ts';
import { MEASURE_HEADINGS } from './measure-words.ts';

export interface ComparedColumn {
  readonly id: string;
  readonly heading: string;
  /** What the column is sorted by. */
  readonly value: (row: ComparedRow) => string | number | null;
  readonly numeric: boolean;
  /** Shown only where the table has the whole width. */
  readonly wideOnly: boolean;
}

/** The columns that this measure has, in their order. */
export function comparedColumns({ by, measure }: CompareOutput): ComparedColumn[] {
  const counts = measure === 'proportion' || measure === 'ratio';
  return [
    {
      id: 'name',
      heading: by === 'hospital' ? 'Hospital' : 'Surgeon',
      value: ({ name }) => name,
      numeric: false,
      wideOnly: false,
    },
    ...(counts
      ? [
          {
            id: 'events',
            heading: 'Events',
            value: ({ numerator }: ComparedRow) => numerator,
            numeric: true,
            wideOnly: false,
          },
        ]
      : []),
    ...(measure === 'ratio'
      ? [
          {
            id: 'expected',
            heading: 'Expected',
            value: ({ expected }: ComparedRow) => expected,
            numeric: true,
            wideOnly: false,
          },
        ]
      : []),
    {
      id: 'cases',
      heading: 'Cases',
      value: ({ denominator }) => denominator,
      numeric: true,
      wideOnly: measure === 'ratio',
    },
    {
      id: 'value',
      heading: MEASURE_HEADINGS[measure],
      value: ({ value }) => value,
      numeric: true,
      wideOnly: false,
    },
    {
      id: 'interval',
      heading: '95 % interval',
      value: ({ interval }) => interval?.lower ?? null,
      numeric: true,
      wideOnly: true,
    },
    ...(measure === 'median'
      ? [
          {
            id: 'quartiles',
            heading: 'Quartiles',
            value: ({ stay }: ComparedRow) => stay?.upperQuartile ?? null,
            numeric: true,
            wideOnly: false,
          },
        ]
      : []),
    { id: 'verdict', heading: 'Verdict', value: ({ verdict }) => verdict, numeric: false, wideOnly: false },
    ...(counts
      ? [
          {
            id: 'p',
            heading: 'p',
            value: ({ classification }: ComparedRow) => classification?.pValue ?? null,
            numeric: true,
            wideOnly: true,
          },
        ]
      : []),
    {
      id: 'judged',
      heading: 'Judged',
      value: ({ completeness }) =>
        completeness === null || completeness.cases === 0 ? null : completeness.judged / completeness.cases,
      numeric: true,
      wideOnly: true,
    },
  ];
}
