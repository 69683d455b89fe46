import { writeCaseGroup } from '@lamina/shared/contract/case-group.ts';
import {
  CASES_A_FILE,
  CASES_A_PAGE,
  type CaseRow,
  type CasesInput,
  type CasesOfIndicator,
  type CasesOutput,
} from '@lamina/shared/contract/cases.ts';
import type { AuditDetail } from '@lamina/shared/domain/audit-action.ts';
import { EVENT_KINDS } from '@lamina/shared/domain/event.ts';
import { daysBetween } from '@lamina/shared/domain/period.ts';
import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { CATALOGUE, findIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { type Scope, scopeOf } from '../auth/scope.ts';
import { LaminaError } from '../lamina-error.ts';
import {
  type CaseDetails,
  type CaseSelection,
  countListed,
  type ListedCase,
  listCaseDetails,
  listCaseIds,
} from '../repositories/case.repository.ts';
import { getRecordState } from '../repositories/record-state.repository.ts';
import type { IndicatorTally } from '../tally/tally.ts';
import { recordAudit } from './audit.service.ts';
import { outcomeIndicators } from './criterion-outcome.service.ts';
import type { ServiceContext } from './service-context.ts';
import { shortKey } from './short-key.service.ts';

/** One page of the cases behind a number, and that number. A page beyond the last one is the last one. */
export async function getCases(
  viewer: Viewer,
  context: ServiceContext,
  { sort, page: askedPage, ...which }: CasesInput,
): Promise<CasesOutput> {
  const selection = selectionOf(scopeOf(viewer), which);
  const [state, counts] = await Promise.all([getRecordState(context.db), countCases(context, selection)]);
  const pages = Math.max(1, Math.ceil(counts.total / CASES_A_PAGE));
  const page = Math.min(askedPage, pages);
  const listed = await listCaseIds(context.db, selection, sort, {
    offset: (page - 1) * CASES_A_PAGE,
    limit: CASES_A_PAGE,
  });
  const rows = await rowsOf(context, listed);
  await recordAudit(context, viewer, {
    action: 'case-list-read',
    subject: 'list:cases',
    detail: { cases: rows.length, of: counts.total, page, ...describeList(selection) },
  });
  return {
    contents: state.contents,
    dataCutOff: state.dataCutOff,
    ...counts,
    page,
    pages,
    rows,
  };
}

/** All cases of a list, in its order, for a file. Throws a LaminaError when there are more than a file may have. */
export async function getAllCases(
  viewer: Viewer,
  context: ServiceContext,
  { sort, ...which }: Omit<CasesInput, 'page'>,
): Promise<CaseRow[]> {
  const selection = selectionOf(scopeOf(viewer), which);
  const { total } = await countCases(context, selection);
  if (total > CASES_A_FILE) {
    throw new LaminaError(
      'bad-input',
      `These are ${total} cases; a file holds at most ${CASES_A_FILE}. Narrow the filters, for example to one year.`,
    );
  }
  const listed = await listCaseIds(context.db, selection, sort, {
    offset: 0,
    limit: CASES_A_FILE,
  });
  const rows = await rowsOf(context, listed);
  await recordAudit(context, viewer, {
    action: 'exported',
    subject: 'list:cases',
    detail: { cases: rows.length, ...describeList(selection) },
  });
  return rows;
}

/** Which cases a list has, for the audit log. */
function describeList({ filter, of, group }: CaseSelection): AuditDetail {
  return {
    filter: JSON.stringify(filter),
    ...(of === undefined ? {} : { indicator: of.indicator, counted: of.counted }),
    ...(group === undefined ? {} : { group: writeCaseGroup(group) }),
  };
}

function selectionOf(scope: Scope, { filter, of, group }: Pick<CasesInput, 'filter' | 'of' | 'group'>) {
  const [stay] = CATALOGUE.filter(({ kind }) => kind === 'duration');
  if (stay === undefined) throw new Error('Expected an indicator of the stay in the catalogue.');
  const indicators = { ...outcomeIndicators(), stay: stay.id };
  return { scope, filter, of: of === undefined ? undefined : checked(of), group, indicators };
}

const OF_PROPORTIONS: ReadonlySet<string> = new Set(['numerator', 'not-numerator']);

/** Stays and changes have no numerator: every judged case is behind them. */
function checked({ indicator: id, counted }: CasesOfIndicator): CasesOfIndicator {
  const indicator = findIndicator(id);
  if (indicator === undefined) throw new LaminaError('not-found', `No indicator is called "${id}".`);
  const withoutNumerator = OF_PROPORTIONS.has(counted) && indicator.kind !== 'proportion';
  return { indicator: id, counted: withoutNumerator ? 'denominator' : counted };
}

async function countCases(
  { db, tally }: ServiceContext,
  selection: CaseSelection,
): Promise<Pick<CasesOutput, 'total' | 'selected' | 'judged'>> {
  const { scope, filter, of, group } = selection;
  const indicators = of === undefined ? [] : [of.indicator];
  const [cell] = await tally.count({ scope, filter, groupBy: [], indicators, countsOnly: true });
  const selected = cell?.cases ?? 0;
  const counted = of === undefined ? undefined : cell?.indicators[of.indicator];
  const judged = of === undefined ? null : (counted?.denominator ?? 0);
  if (group !== undefined) return { total: await countListed(db, selection), selected, judged };
  if (of === undefined) return { total: selected, selected, judged };
  return { total: counted === undefined ? 0 : totalOf(counted, of), selected, judged };
}

function totalOf(tally: IndicatorTally, { counted }: CasesOfIndicator): number {
  const numerator = tally.kind === 'proportion' ? tally.numerator : tally.denominator;
  if (counted === 'numerator') return numerator;
  if (counted === 'not-numerator') return tally.denominator - numerator;
  return counted === 'denominator' ? tally.denominator : tally.notCounted[counted];
}

async function rowsOf({ db }: ServiceContext, listed: readonly ListedCase[]): Promise<CaseRow[]> {
  if (listed.length === 0) return [];
  const details = await listCaseDetails(
    db,
    listed.map(({ id }) => id),
  );
  return listed.flatMap(({ id, outcome }) => {
    const found = details.get(id);
    return found === undefined ? [] : [rowOf(found, outcome)];
  });
}

function rowOf(details: CaseDetails, outcome: number | null): CaseRow {
  const { admission_date: admission, discharge_date: discharge } = details;
  const betweenDates = admission === null || discharge === null ? null : daysBetween(admission, discharge);
  return {
    id: details.id,
    key: shortKey(details.source_case_key),
    operation: details.operation_date,
    operationYear: details.operation_year,
    procedure: details.procedure as Procedure,
    outcome,
    hospital: details.hospital_name ?? `Hospital ${details.hospital_code}`,
    surgeon: details.surgeon_code === null ? null : `Surgeon ${details.surgeon_code}`,
    indication: details.indication,
    region: details.region,
    levels: details.levels,
    approach: details.approach,
    urgency: details.urgency,
    revision: flag(details.revision),
    minimallyInvasive: flag(details.minimally_invasive),
    instrumented: flag(details.instrumented),
    age: details.age,
    ageBand: details.age_band,
    sex: details.sex,
    asaClass: details.asa_class,
    diabetes: flag(details.diabetes),
    smoker: flag(details.smoker),
    admission,
    discharge,
    nights: details.length_of_stay_nights ?? betweenDates,
    nightsAreAtLeast: details.length_of_stay_is_at_least === 1,
    duration: details.duration_minutes,
    bloodLoss: details.blood_loss_millilitres,
    events: EVENT_KINDS.filter((kind) => details.events.includes(kind)),
    source: details.source_system,
  };
}

function flag(value: 0 | 1 | null): boolean | null {
  return value === null ? null : value === 1;
}
