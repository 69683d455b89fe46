import type { CaseGroup } from '@lamina/shared/contract/case-group.ts';
import type { OutcomeOfGroup, ProcedureIndications } from '@lamina/shared/contract/indications.ts';
import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import { CaseCount } from '../../components/case-count.tsx';
import type { TableColumn } from '../../components/data-table.tsx';
import type { SharedSearch } from '../../lib/address.ts';
import {
  formatCount,
  formatFigure,
  formatProportion,
  formatProportionRange,
  formatRange,
  formatShare,
} from '../../lib/format.ts';
import type { CasesBehind } from '../../lib/links.ts';
import { inWords } from '../../lib/words.ts';

type OutcomeGroup = Extract<CaseGroup, { kind: 'criterion-outcome' }>;

export interface OutcomeRow extends OutcomeOfGroup {
  readonly procedure: Procedure;
  readonly met: boolean;
  readonly counts: ProcedureIndications['criterion'];
}

function groupInWords({ procedure, met }: OutcomeRow): string {
  return `${inWords(procedure)}, ${met ? 'met' : 'not met'}`;
}

/** '69 % (66–71 %)' */
export function improvedInWords({ improved, answered, improvedInterval }: OutcomeOfGroup): string {
  if (improvedInterval === null) return 'no data';
  return `${formatProportion(improved / answered)} (${formatProportionRange(improvedInterval.lower, improvedInterval.upper)})`;
}

function changeInWords({ meanChange, meanChangeInterval }: OutcomeOfGroup): string {
  if (meanChange === null) return 'no data';
  const range =
    meanChangeInterval === null
      ? ''
      : ` (${formatRange(meanChangeInterval.lower, meanChangeInterval.upper, 'points')})`;
  return `${formatFigure(meanChange, 'points')}${range}`;
}

export function criterionOutcomeColumns(shared: SharedSearch, indicator: string): TableColumn<OutcomeRow>[] {
  const behind = ({ procedure, met }: OutcomeRow, part: OutcomeGroup['part']): CasesBehind => ({
    shared,
    procedure,
    group: { kind: 'criterion-outcome', criterion: met ? 'met' : 'not-met', part },
  });
  return [
    {
      id: 'group',
      heading: 'Procedure and criterion',
      value: ({ procedure, met }) => `${procedure} ${met ? 0 : 1}`,
      text: groupInWords,
      numeric: false,
    },
    {
      id: 'cases',
      heading: 'Cases judged',
      value: ({ cases }) => cases,
      text: ({ cases, counts }) => formatShare(cases, counts.judged),
      cell: ({ cases, counts, met, procedure }) => (
        <>
          <CaseCount
            count={cases}
            behind={{ shared, procedure, indicator, counted: met ? 'numerator' : 'not-numerator' }}
            subject={`cases that ${met ? 'met' : 'did not meet'} the criterion: ${procedure}`}
          />{' '}
          of{' '}
          <CaseCount
            count={counts.judged}
            behind={{ shared, procedure, indicator, counted: 'denominator' }}
            subject={`cases judged by the criterion: ${procedure}, ${met ? 'met' : 'not met'}`}
          />
        </>
      ),
      numeric: true,
    },
    {
      id: 'answered',
      heading: 'Answered before and at 12 months',
      value: ({ answered }) => answered,
      text: ({ answered, asked }) => formatShare(answered, asked),
      cell: (row) => (
        <>
          <CaseCount
            count={row.answered}
            behind={behind(row, 'answered')}
            subject={`cases that answered: ${groupInWords(row)}`}
          />{' '}
          of{' '}
          <CaseCount
            count={row.asked}
            behind={behind(row, 'asked')}
            subject={`cases asked: ${groupInWords(row)}`}
          />
        </>
      ),
      numeric: true,
    },
    {
      id: 'improved',
      heading: 'ODI improved',
      value: ({ improved, answered }) => (answered === 0 ? null : improved / answered),
      text: (row) => improvedInWords(row),
      numeric: true,
    },
    {
      id: 'improved-cases',
      heading: 'Improved',
      value: ({ improved }) => improved,
      text: ({ improved }) => formatCount(improved),
      cell: (row) => (
        <CaseCount
          count={row.improved}
          behind={behind(row, 'improved')}
          subject={`cases improved: ${groupInWords(row)}`}
        />
      ),
      numeric: true,
    },
    {
      id: 'change',
      heading: 'Mean ODI change for the better',
      value: ({ meanChange }) => meanChange,
      text: changeInWords,
      numeric: true,
    },
  ];
}
