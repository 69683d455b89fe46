import type {
  CaudaEquina,
  LevelShare,
  OutcomeOfGroup,
  ProcedureIndications,
} from '@lamina/shared/contract/indications.ts';
import { listInWords } from '@lamina/shared/indicators/describe-criterion.ts';
import { formatCases, formatCount, formatProportion, formatShare } from '../../lib/format.ts';
import { inWords } from '../../lib/words.ts';

/** Fewer cases than this are not put into a finding. */
const FEWEST_TO_NAME = 10;

/** 'Conservative care for three months before elective surgery: 74 % before fusion, …' */
export function criterionFinding(name: string, procedures: readonly ProcedureIndications[]): string {
  const parts = procedures.flatMap(({ procedure, criterion: { met, judged } }) =>
    judged < FEWEST_TO_NAME ? [] : [`${formatProportion(met / judged)} before ${procedure}`],
  );
  return parts.length === 0 ? `${name}: too few cases to tell` : `${name}: ${listInWords(parts, 'and')}`;
}

/** 'Tried most often before elective surgery: medication, 89 % before fusion and 88 % before laminectomy' */
export function kindsFinding(procedures: readonly ProcedureIndications[]): string {
  const most = procedures.flatMap(({ procedure, kinds }) => {
    const tried = kinds.filter(({ level, reported }) => level !== 'none' && reported >= FEWEST_TO_NAME);
    const [first] = tried.toSorted((one, other) => shareOf(other) - shareOf(one));
    return first === undefined
      ? []
      : [{ kind: first.level, share: `${formatProportion(shareOf(first))} before ${procedure}` }];
  });
  if (most.length === 0) return 'Too few elective cases to tell what was tried before surgery';
  const kinds = [...new Set(most.map(({ kind }) => kind))].map((kind) => {
    const shares = most.flatMap((entry) => (entry.kind === kind ? [entry.share] : []));
    return `${kind}, ${listInWords(shares, 'and')}`;
  });
  return `Tried most often before elective surgery: ${kinds.join('; ')}`;
}

export function walkingFinding(procedures: readonly ProcedureIndications[]): string {
  const parts = procedures.flatMap(({ procedure, walking: [shortest] }) =>
    shortest === undefined || shortest.reported < FEWEST_TO_NAME
      ? []
      : [`${formatProportion(shareOf(shortest))} before ${procedure}`],
  );
  return parts.length === 0
    ? 'Too few elective cases to tell how far patients could walk'
    : `Could walk less than 100 m before elective surgery: ${listInWords(parts, 'and')}`;
}

export function mixFinding(procedures: readonly ProcedureIndications[]): string {
  const parts = procedures.flatMap(({ procedure, indications }) => {
    const [most] = indications.toSorted((one, other) => other.cases - one.cases);
    return most === undefined || most.reported < FEWEST_TO_NAME
      ? []
      : [`${inWords(most.level).toLowerCase()} for ${procedure} (${formatProportion(shareOf(most))})`];
  });
  return parts.length === 0
    ? 'Too few cases to tell what surgery was for'
    : `Most frequent indication: ${listInWords(parts, 'and')}`;
}

export function caudaEquinaFinding({ cases, waiting, urgency }: CaudaEquina): string {
  const [sameDay, nextDay] = waiting;
  if (sameDay === undefined || nextDay === undefined || sameDay.reported === 0) {
    return `Cauda equina syndrome: ${formatCases(cases)}, days to operation not reported`;
  }
  const soon = sameDay.cases + nextDay.cases;
  const elective = urgency.find(({ level }) => level === 'elective')?.cases ?? 0;
  const share =
    sameDay.reported < FEWEST_TO_NAME ? 'too few to tell a share' : formatProportion(soon / sameDay.reported);
  return `Cauda equina syndrome: ${formatShare(soon, sameDay.reported)} operated on by the day after admission (${share}), ${elective === 0 ? 'none' : formatCount(elective)} recorded as elective`;
}

export function outcomeFinding(procedures: readonly ProcedureIndications[]): string {
  const told = procedures.filter(
    ({ outcome: { met, notMet } }) => Math.min(met.answered, notMet.answered) >= FEWEST_TO_NAME,
  );
  if (told.length === 0) return 'Too few answers at 12 months to compare by whether the criterion was met';
  const differing = told.filter(({ outcome: { improvedDifference } }) => {
    const interval = improvedDifference?.interval;
    return interval !== undefined && (interval.lower > 0 || interval.upper < 0);
  });
  const group = (outcome: OutcomeOfGroup) => formatProportion(outcome.improved / outcome.answered);
  if (differing.length === 0) {
    const names = listInWords(
      told.map(({ procedure }) => procedure),
      'or',
    );
    return `Less disabled at 12 months: no difference beyond chance between those who met the criterion and those who did not, after ${names}`;
  }
  const parts = differing.map(
    ({ procedure, outcome: { met, notMet } }) =>
      `${group(met)} where the criterion was met and ${group(notMet)} where it was not, after ${procedure}`,
  );
  return `Less disabled at 12 months: ${parts.join('; ')} (an association)`;
}

function shareOf({ cases, reported }: LevelShare): number {
  return reported === 0 ? 0 : cases / reported;
}
