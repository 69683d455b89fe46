import type { IncidenceCurve, ProceduresOutput } from '@lamina/shared/contract/procedures.ts';
import { formatProportion, formatPValue } from '../../lib/format.ts';

const BEYOND_CHANCE = 0.05;
const DAYS_A_YEAR = 365;
const DAYS_TO_NAME = 90;
/** Fewer than this at the end and the curve there is not put into words. */
const FEWEST_TO_NAME = 30;

/** 'start', '30 days', '1 year', '5 years' */
export function momentInWords(day: number): string {
  if (day === 0) return 'start';
  if (day < DAYS_TO_NAME) return `${day} days`;
  const years = Math.round(day / DAYS_A_YEAR);
  return years === 1 ? '1 year' : `${years} years`;
}

/** By the last moment at which both groups still have cases enough. */
export function returnFinding({
  decompression,
  fusion,
  logRank,
}: ProceduresOutput['returnToTheatre']): string {
  const at = (curve: IncidenceCurve, index: number) => curve.atMoments[index];
  const last = decompression.atMoments.findLastIndex(
    ({ atRisk }, index) => atRisk >= FEWEST_TO_NAME && (at(fusion, index)?.atRisk ?? 0) >= FEWEST_TO_NAME,
  );
  const [one, other] = [at(decompression, last), at(fusion, last)];
  if (
    one === undefined ||
    other === undefined ||
    one.incidence === null ||
    other.incidence === null ||
    one.day === 0
  ) {
    return 'Too few cases are followed to compare returns to theatre';
  }
  const shares = `${formatProportion(one.incidence)} returned to theatre within ${momentInWords(one.day)} of decompression alone, ${formatProportion(other.incidence)} of fusion`;
  if (logRank === null) return shares;
  return `${shares}: the curves ${logRank.pValue < BEYOND_CHANCE ? 'differ' : 'do not differ'} beyond chance (log-rank ${formatPValue(logRank.pValue)})`;
}
