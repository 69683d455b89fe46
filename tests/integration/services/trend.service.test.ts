import { scopeOf } from '@lamina/server/auth/scope.ts';
import { buildDemo } from '@lamina/server/commands/demo.command.ts';
import { listCaseSequence } from '@lamina/server/repositories/case-sequence.repository.ts';
import { listReferences } from '@lamina/server/repositories/reference.repository.ts';
import { getFilterOptions } from '@lamina/server/services/filter-options.service.ts';
import { getMonitoring } from '@lamina/server/services/monitoring.service.ts';
import { getRates } from '@lamina/server/services/rates.service.ts';
import type { ServiceContext } from '@lamina/server/services/service-context.ts';
import { getTrend } from '@lamina/server/services/trend.service.ts';
import { sqlTally } from '@lamina/server/tally/sql-tally.ts';
import {
  type ChartedTrend,
  MonitoringOutput,
  TrendInput,
  TrendOutput,
} from '@lamina/shared/contract/trend.ts';
import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import { riskAdjustedCusum, vlad } from '@lamina/shared/statistics/cusum.ts';
import {
  chartSignals,
  gChart,
  individualsChart,
  laneyPChart,
  MAKING_DATA_COUNT_RULES,
  pChart,
  pointTypes,
} from '@lamina/shared/statistics/spc.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TemporaryDatabase, temporaryDatabase } from '../../support/temporary-database.ts';
import { qualityLead } from '../../support/viewers.ts';

const viewer = qualityLead;
const INDICATORS = CATALOGUE.map(({ id }) => id);

describe('the trend over a demo network of 24,000 cases', () => {
  let temporary: TemporaryDatabase;
  let services: ServiceContext;
  let hospitals: ReadonlyMap<string, number>;

  beforeAll(async () => {
    temporary = await temporaryDatabase();
    const config = { dataDirectory: temporary.directory };
    await buildDemo(temporary.db, config, { cases: 24_000, seed: 1, lastMonth: '2026-10' });
    services = { db: temporary.db, tally: sqlTally(temporary.db), references: listReferences() };
    const rows = await temporary.db.selectFrom('hospital').selectAll().execute();
    hospitals = new Map(rows.map(({ id, code }) => [code, id]));
  });

  afterAll(() => temporary[Symbol.asyncDispose]());

  const at = (code: string): CaseFilter => ({ hospitals: [hospitals.get(code) ?? 0] });

  async function trendOf(input: Partial<TrendInput> & { indicator: string }): Promise<TrendOutput> {
    return TrendOutput.parse(await getTrend(viewer, services, TrendInput.parse(input)));
  }

  async function chartedOf(input: Partial<TrendInput> & { indicator: string }): Promise<ChartedTrend> {
    const { trend } = await trendOf(input);
    if (trend.state !== 'charted') throw new Error(trend.reason);
    return trend;
  }

  it.each(['month', 'quarter'] as const)(
    'has the figures of lamina rates, to the last digit, by %s',
    async (step) => {
      const filter = { ...at('H007'), procedures: ['fusion' as const] };
      const rates = await getRates(viewer, services, { filter, by: [step], indicators: INDICATORS });
      const byKey = new Map(
        rates.map(({ group, figures }) => [`${figures.indicatorId} ${group[step]}`, figures]),
      );
      let compared = 0;
      for (const { id, kind } of CATALOGUE) {
        const { trend } = await trendOf({
          filter,
          indicator: id,
          step,
          chart: kind === 'proportion' ? 'p' : 'run',
        });
        if (trend.state !== 'charted') {
          expect(rates.some(({ figures }) => figures.indicatorId === id && figures.state !== 'no-data')).toBe(
            false,
          );
          continue;
        }
        for (const point of trend.points) {
          const figures = byKey.get(`${id} ${point.key}`);
          if (figures === undefined || figures.state === 'no-data') {
            expect(point.figure).toBeNull();
            expect(point.denominator).toBe(0);
            continue;
          }
          expect(point.figure).toBe(figures.value);
          expect(point.denominator).toBe(figures.denominator);
          expect(point.numerator).toBe(figures.numerator);
          expect(point.waiting).toBe(figures.completeness.notYetEligible);
          compared += 1;
        }
      }
      expect(compared).toBeGreaterThan(400);
    },
  );

  it('shows every month, whether anybody was operated on in it or not', async () => {
    const { surgeons } = await getFilterOptions(viewer, services);
    const fewest = surgeons.toSorted((one, other) => one.cases - other.cases)[0];
    const trend = await chartedOf({
      filter: { surgeons: [fewest?.id ?? 0], procedures: ['laminectomy'] },
      indicator: 'dural-tear',
      chart: 'p',
    });
    const [first] = trend.points;
    const months = trend.points.map(({ key }) => Number(key.slice(0, 4)) * 12 + Number(key.slice(5)));
    expect(months).toEqual(months.map((_, index) => (months[0] ?? 0) + index));
    expect(trend.points.at(-1)?.key).toBe('2026-10');
    expect(first?.denominator).toBeGreaterThan(0);
    expect(trend.points.filter(({ state }) => state === 'empty').length).toBeGreaterThan(0);
  });

  it('marks exactly the special causes that the statistics module finds, on the lines that it draws', async () => {
    for (const [chart, draw] of [
      ['p', pChart],
      ['laney-p', laneyPChart],
    ] as const) {
      const trend = await chartedOf({ filter: at('H006'), indicator: 'readmission-90-days', chart });
      const expected = draw({
        numerators: trend.points.map(({ state, numerator }) => (state === 'judged' ? numerator : null)),
        denominators: trend.points.map(({ denominator }) => denominator),
      });
      expectSame(trend, expected, 'decrease');
    }
    const stay = await chartedOf({ filter: at('H005'), indicator: 'length-of-stay' });
    expect(stay.choice.chart).toBe('individuals');
    const individuals = individualsChart(
      stay.points.map(({ state, value }) => (state === 'judged' ? value : null)),
      { scaling: 'making-data-count', screenMovingRanges: true },
    );
    expectSame(stay, individuals, 'decrease');
  });

  it('counts the cases between events for a rare event, where a longer gap is the better one', async () => {
    const filter = at('H001');
    const trend = await chartedOf({ filter, indicator: 'dural-tear' });
    expect(trend.choice.chart).toBe('g');
    const sequence = await listCaseSequence(services.db, scopeOf(viewer), filter, 'dural-tear');
    const gaps = sequence
      .map(({ outcome }) => outcome)
      .join('')
      .split('1')
      .map(({ length }) => length);
    expect(trend.points.map(({ value }) => value)).toEqual(
      gaps.slice(1).filter((gap, index, all) => gap > 0 || index < all.length - 1),
    );
    expect(trend.points.at(-1)?.state).toBe(gaps.at(-1) === 0 ? 'judged' : 'immature');
    const closed = trend.points.map(({ state, value }) => (state === 'judged' ? value : null));
    expectSame(trend, gChart(closed), 'increase');
  });

  it('gives two events of one day a fraction of it on the t chart', async () => {
    const trend = await chartedOf({
      filter: at('H007'),
      indicator: 'infection-90-days',
      step: 'case',
      chart: 't',
    });
    expect(trend.points.every(({ value, state }) => state === 'immature' || (value ?? 0) > 0)).toBe(true);
    expect(trend.points.some(({ value }) => (value ?? 1) < 1)).toBe(true);
  });

  it('keeps months that wait for follow-up out of limits and rules, and says how many cases wait', async () => {
    const trend = await chartedOf({ filter: at('H007'), indicator: 'infection-90-days', chart: 'p' });
    const waiting = trend.points.filter(({ state }) => state === 'immature');
    expect(waiting.map(({ key }) => key)).toEqual(['2026-08', '2026-09', '2026-10']);
    for (const point of waiting) {
      expect(point.specialCause).toBeNull();
      expect(point.leftOut).toMatch(/^\d+ cases? still waits? for the follow-up\.$/);
    }
    expect(trend.phases[0]?.pointsUsed).toBe(trend.points.length - waiting.length);
  });

  it('begins new limits where the reader says, with the note, and names re-basings that it cannot place', async () => {
    const rebases = [
      { date: '2024-05-17', note: 'New instruments' },
      { date: '2031-01-01', note: 'Not yet' },
    ];
    const trend = await chartedOf({
      filter: at('H007'),
      indicator: 'infection-30-days',
      step: 'quarter',
      chart: 'p',
      rebases,
    });
    expect(trend.phases.map(({ note, from }) => [note, from])).toEqual([
      [null, '2020-10-01'],
      ['New instruments', '2024-04-01'],
    ]);
    expect(trend.rebasesLeftOut).toEqual([rebases[1]]);
    const [before, after] = trend.phases;
    expect(after?.centreLine).toBeGreaterThan((before?.centreLine ?? 0) * 1.5);
    for (const [index, point] of trend.points.entries()) {
      expect(point.centreLine).toBe(index < (after?.start ?? 0) ? before?.centreLine : after?.centreLine);
    }
  });

  it('says for a target whether it can be relied on, and nothing without one', async () => {
    const assuranceOf = async (target: number | null) =>
      (await chartedOf({ filter: at('H007'), indicator: 'walked-within-a-day', chart: 'p', target }))
        .assurance.verdict;
    expect(await assuranceOf(0.5)).toBe('consistently-passes');
    expect(await assuranceOf(1)).not.toBe('consistently-passes');
    expect(await assuranceOf(null)).toBeNull();
  });

  it('offers another chart than the proposed one with what it assumes, and ignores one that does not fit', async () => {
    const chosen = await chartedOf({ filter: at('H007'), indicator: 'dural-tear', chart: 'c' });
    expect(chosen.choice).toMatchObject({ chart: 'c', proposed: 'g' });
    expect(chosen.choice.reason).toContain('about the same number of cases');
    expect(chosen.points.map(({ value }) => value)).toEqual(
      chosen.points.map(({ numerator, denominator }) => (denominator === 0 ? null : numerator)),
    );
    const unfit = await chartedOf({ filter: at('H007'), indicator: 'length-of-stay', chart: 'p' });
    expect(unfit.choice.chart).toBe('individuals');
  });

  describe('the planted signals', () => {
    it('finds the step in infections at the largest hospital', async () => {
      const { specialCauses, points } = await chartedOf({
        filter: at('H007'),
        indicator: 'infection-30-days',
        step: 'quarter',
      });
      const concerns = specialCauses.filter(({ meaning }) => meaning === 'concern');
      expect(concerns.length).toBeGreaterThan(0);
      for (const { first } of concerns) expect((points[first]?.from ?? '') >= '2024-04-01').toBe(true);
    });

    it('finds the drift in readmissions and says since when', async () => {
      const { finding, tone } = await chartedOf({
        filter: at('H006'),
        indicator: 'readmission-90-days',
        step: 'quarter',
      });
      expect(tone).toBe('concern');
      expect(finding).toMatch(
        /^Readmission within 90 days of discharge has risen since \S+ 202[456]: a run of \d+ quarters above the centre line\.$/,
      );
    });

    it('finds the shorter stays and calls them an improvement', async () => {
      const { finding, tone } = await chartedOf({
        filter: at('H005'),
        indicator: 'length-of-stay',
        step: 'month',
      });
      expect(tone).toBe('improvement');
      expect(finding).toMatch(/^Length of stay has fallen since /);
    });

    it.each([
      ['infection-step', 'H007', 'infection-30-days', '2024-05-01'],
      ['readmission-drift', 'H006', 'readmission-90-days', '2024-05-01'],
      ['dural-tear-coding', 'H001', 'dural-tear', '2024-11-01'],
    ])('signals %s by CUSUM after it began', async (_id, hospital, indicator, from) => {
      const monitoring = await getMonitoring(viewer, services, {
        filter: at(hospital),
        indicator,
        references: {},
      });
      if (monitoring.state !== 'monitored') throw new Error(monitoring.reason);
      expect(monitoring.basis.kind).toBe('network');
      expect(monitoring.more?.meaning).toBe('concern');
      expect(monitoring.more?.signals.some(({ date }) => date >= from)).toBe(true);
    });
  });

  describe('VLAD and CUSUM', () => {
    const indicator = 'infection-30-days';

    it('follow the statistics module, case by case, with a limit that keeps its promise', async () => {
      const filter = at('H007');
      const output = await getMonitoring(viewer, services, { filter, indicator, references: {} });
      const monitoring = MonitoringOutput.parse(output);
      if (monitoring.state !== 'monitored') throw new Error(monitoring.reason);
      const sequence = await listCaseSequence(services.db, scopeOf(viewer), filter, indicator);
      const risks = sequence.map(() => monitoring.basis.risk ?? 0);
      const outcomes = sequence.map(({ outcome }) => (outcome === 1 ? 1 : 0));
      const course = vlad({ risks, outcomes });
      const cusum = riskAdjustedCusum({
        risks,
        outcomes,
        up: { oddsRatio: 2, decisionLimit: monitoring.more?.decisionLimit ?? 0 },
        down: { oddsRatio: 0.5, decisionLimit: monitoring.fewer?.decisionLimit ?? 0 },
      });
      if (course.kind !== 'computed' || cusum.kind !== 'computed') throw new Error('not computed');
      for (const point of monitoring.path) {
        expect(point.vlad).toBe(course.path[point.case - 1]);
        expect(point.more).toBe(cusum.up.path[point.case - 1]);
        expect(point.fewer).toBe(cusum.down.path[point.case - 1]);
      }
      expect(monitoring.more?.signals.map((signal) => signal.case - 1)).toEqual(cusum.up.signals);
      expect(monitoring.events).toBe(outcomes.filter((outcome) => outcome === 1).length);
      const years = (monitoring.more?.targetRunLength ?? 0) / monitoring.casesPerYear;
      expect(years).toBeCloseTo(5, 1);
      expect(Math.abs((monitoring.more?.falseAlarmsPerYear ?? 0) * years - 1)).toBeLessThan(0.25);
      expect(monitoring.more?.delays.map(({ oddsRatio }) => oddsRatio)).toEqual([1.5, 2, 3]);
    });

    it('compare with the middle of the chosen reference where there is no model and one procedure', async () => {
      const output = await getMonitoring(viewer, services, {
        filter: { ...at('H007'), procedures: ['discectomy'] },
        indicator: 'nerve-root-injury',
        references: {},
      });
      if (output.state !== 'monitored') throw new Error(output.reason);
      expect(output.basis).toMatchObject({ kind: 'reference', risk: 0.015 });
      expect(output.basis.words).toContain('Not adjusted for case mix');
    });

    it('say why they do not follow a measurement, too few cases or too many', async () => {
      const reasonOf = async (filter: CaseFilter, id: string) => {
        const output = await getMonitoring(viewer, services, { filter, indicator: id, references: {} });
        return output.state === 'not-monitored' ? output.reason : null;
      };
      expect(await reasonOf({}, 'length-of-stay')).toContain('measurement');
      const oneDay = { from: '2024-05-02', to: '2024-05-03', ...at('H004') };
      expect(await reasonOf(oneDay, 'dural-tear')).toMatch(/needs 20/);
    });
  });
});

/** Lines and marks of a trend are those of a chart of the statistics module. */
function expectSame(
  trend: ChartedTrend,
  chart: ReturnType<typeof pChart>,
  improvement: 'increase' | 'decrease',
): void {
  if (chart.kind === 'not-computable') throw new Error(chart.reason);
  const signals = chartSignals(chart, MAKING_DATA_COUNT_RULES, 'skipped');
  const types = pointTypes(chart.values, signals, improvement);
  const rules = { astronomical: 'astronomical', trend: 'trend', twoInThree: 'two-in-three', shift: 'shift' };
  expect(trend.points.map(({ upperLimit3Sigma }) => upperLimit3Sigma)).toEqual(chart.upperLimit3Sigma);
  expect(trend.points.map(({ lowerLimit3Sigma }) => lowerLimit3Sigma)).toEqual(chart.lowerLimit3Sigma);
  expect(trend.points.map(({ centreLine }) => centreLine)).toEqual(chart.centreLine);
  expect(
    trend.points.map(({ specialCause }) =>
      specialCause === null ? null : [specialCause.rule, specialCause.meaning],
    ),
  ).toEqual(
    types.map((type) => (type?.specialCause == null ? null : [rules[type.specialCause.rule], type.type])),
  );
  expect(trend.specialCauses.length).toBeGreaterThan(0);
}
