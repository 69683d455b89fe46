import {
  CASES_A_FILE,
  CASES_A_PAGE,
  type CaseRow,
  type CasesInput,
  type CasesOfIndicator,
  type CasesOutput,
} from '@lamina/shared/contract/cases.ts';
import { EVENT_KINDS } from '@lamina/shared/domain/event.ts';
import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import { daysBetween } from '@lamina/shared/domain/period.ts';
import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { findIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { type Scope, scopeOf } from '../auth/scope.ts';
import { LaminaError } from '../lamina-error.ts';
import {
  type CaseDetails,
  type ListedCase,
  listCaseDetails,
  listCaseIds,
} from '../repositories/case.repository.ts';
import { getRecordState } from '../repositories/record-state.repository.ts';
import type { IndicatorTally } from '../tally/tally.ts';
import type { ServiceContext } from './service-context.ts';
import { shortKey } from './short-key.service.ts';

/** One page of the cases behind a number, and that number. A page beyond the last one is the last one. */
export async function getCases(
  viewer: Viewer,
  context: ServiceContext,
  { filter, of: asked, sort, page: askedPage }: CasesInput,
): Promise<CasesOutput> {
  const scope = scopeOf(viewer);
  const of = asked === undefined ? undefined : checked(asked);
  const [state, counts] = await Promise.all([
    getRecordState(context.db),
    countCases(context, scope, filter, of),
  ]);
  const pages = Math.max(1, Math.ceil(counts.total / CASES_A_PAGE));
  const page = Math.min(askedPage, pages);
  const listed = await listCaseIds(context.db, { scope, filter, of }, sort, {
    offset: (page - 1) * CASES_A_PAGE,
    limit: CASES_A_PAGE,
  });
  return {
    contents: state.contents,
    dataCutOff: state.dataCutOff,
    ...counts,
    page,
    pages,
    rows: await rowsOf(context, listed),
  };
}

/** All cases of a list, in its order. Throws a LaminaError when there are more than a file may have. */
export async function getAllCases(
  viewer: Viewer,
  context: ServiceContext,
  { filter, of: asked, sort }: Omit<CasesInput, 'page'>,
): Promise<CaseRow[]> {
  const scope = scopeOf(viewer);
  const of = asked === undefined ? undefined : checked(asked);
  const { total } = await countCases(context, scope, filter, of);
  if (total > CASES_A_FILE) {
    throw new LaminaError(
      'bad-input',
      `These are ${total} cases; a file holds at most ${CASES_A_FILE}. Narrow the filters, for example to one year.`,
    );
  }
  const listed = await listCaseIds(context.db, { scope, filter, of }, sort, {
    offset: 0,
    limit: CASES_A_FILE,
  });
  return rowsOf(context, listed);
}

/** Stays and changes have no numerator: every judged case is behind them. */
function checked({ indicator: id, counted }: CasesOfIndicator): CasesOfIndicator {
  const indicator = findIndicator(id);
  if (indicator === undefined) throw new LaminaError('not-found', `No indicator is called "${id}".`);
  const withoutNumerator = counted === 'numerator' && indicator.kind !== 'proportion';
  return { indicator: id, counted: withoutNumerator ? 'denominator' : counted };
}

async function countCases(
  { tally }: ServiceContext,
  scope: Scope,
  filter: CaseFilter,
  of: CasesOfIndicator | undefined,
): Promise<Pick<CasesOutput, 'total' | 'selected' | 'judged'>> {
  const indicators = of === undefined ? [] : [of.indicator];
  const [cell] = await tally.count({ scope, filter, groupBy: [], indicators });
  const selected = cell?.cases ?? 0;
  if (of === undefined) return { total: selected, selected, judged: null };
  const counted = cell?.indicators[of.indicator];
  if (counted === undefined) return { total: 0, selected, judged: 0 };
  return { total: totalOf(counted, of), selected, judged: counted.denominator };
}

function totalOf(tally: IndicatorTally, { counted }: CasesOfIndicator): number {
  if (counted === 'numerator') return tally.kind === 'proportion' ? tally.numerator : tally.denominator;
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
