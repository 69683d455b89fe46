import type { LevelShare } from '@lamina/shared/contract/indications.ts';
import type { PairMark, PairRow } from '../../charts/pair-rows.ts';
import { formatCount, formatProportion, formatProportionRange, formatShare } from '../../lib/format.ts';

export interface ShareGroup {
  readonly id: string;
  readonly heading: string;
  readonly levels: readonly LevelShare[];
  /** Whether a case has one level only, so that what is not reported is the same of all. */
  readonly exclusive: boolean;
}

export interface ShareRow {
  readonly group: string;
  readonly heading: string;
  readonly order: number;
  readonly share: LevelShare;
}

export function tableRows(groups: readonly ShareGroup[]): ShareRow[] {
  return groups
    .flatMap(({ id, heading, levels }) => levels.map((share) => ({ group: id, heading, share })))
    .map((row, order) => ({ ...row, order }));
}

/** A row a level; what is not reported in a row of its own, or beside each level where it differs. */
export function shareRows(
  { id, heading, levels, exclusive }: ShareGroup,
  levelInWords: (level: string) => string,
): PairRow[] {
  const rows = levels.map(
    (share, index): PairRow => ({
      id: `${id} ${share.level}`,
      heading: index === 0 ? heading : null,
      label: levelInWords(share.level),
      marks: [...(exclusive ? [] : notReportedMarks(share)), ...shareMarks(share)],
      figures:
        share.reported === 0
          ? ['not reported']
          : [formatProportion(share.cases / share.reported), formatCount(share.cases)],
      description: `${heading}, ${levelInWords(share.level)}: ${rangeInWords(share)}, ${formatShare(share.cases, share.reported)}; ${formatCount(share.notReported)} not reported.`,
    }),
  );
  const [first] = levels;
  if (!exclusive || first === undefined || first.reported + first.notReported === 0) return rows;
  const missing = formatProportion(first.notReported / (first.reported + first.notReported));
  return [
    ...rows,
    {
      id: `${id} not-reported`,
      heading: null,
      label: 'Not reported',
      marks: notReportedMarks(first),
      figures: [missing, formatCount(first.notReported)],
      description: `${heading}, not reported: ${missing}, ${formatShare(first.notReported, first.reported + first.notReported)}.`,
    },
  ];
}

/** '34 % (32–36 %)' */
export function rangeInWords({ cases, reported, interval }: LevelShare): string {
  if (interval === null) return 'not reported';
  return `${formatProportion(cases / reported)} (${formatProportionRange(interval.lower, interval.upper)})`;
}

function shareMarks({ cases, reported, interval }: LevelShare): PairMark[] {
  return reported === 0 ? [] : [{ value: cases / reported, interval, shape: 'square' }];
}

function notReportedMarks({ reported, notReported }: LevelShare): PairMark[] {
  const all = reported + notReported;
  return all === 0 ? [] : [{ value: notReported / all, interval: null, shape: 'ring' }];
}
