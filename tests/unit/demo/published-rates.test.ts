import { type Procedure, procedureGroup } from '@lamina/shared/domain/procedure.ts';
import { getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { describe, expect, it } from 'vitest';
import { naiveJudgement } from '../../support/naive-judgement.ts';
import { drawNetwork, meanOf, shareOf } from './drawn-network.ts';

// Many hospitals and surgeons, so that what is measured is the network and not the luck of a few of them.
const { drawn, cutOff, groundTruth } = drawNetwork(
  { cases: 60_000, hospitals: 60, surgeons: 400, seed: 11 },
  'nothing-planted',
);

const byProcedure = Map.groupBy(drawn, (one) => procedureGroup(one));

function casesOf(procedure: Procedure) {
  return byProcedure.get(procedure) ?? [];
}

function measured(indicatorId: string, procedure: Procedure): number {
  const indicator = getIndicator(indicatorId);
  return meanOf(
    casesOf(procedure).map((one) => {
      const judgement = naiveJudgement(indicator, one, cutOff);
      return typeof judgement === 'number' ? judgement : null;
    }),
  );
}

describe('rates of the demo network', () => {
  it.each<[string, Procedure, number, number, string]>([
    ['infection-30-days', 'discectomy', 0.02, 0.03, 'patient information 2–3 %'],
    ['infection-90-days', 'laminectomy', 0.015, 0.025, '1.4 % superficial and 0.25 % complex'],
    ['infection-90-days', 'fusion', 0.02, 0.032, 'meta-analysis 1.4 % and 0.8 % complex'],
    ['complex-infection-fusion', 'fusion', 0.0063, 0.0097, 'California 0.70–0.85 %'],
    ['complex-infection-laminectomy', 'laminectomy', 0.0015, 0.0033, 'California 0.21–0.28 %'],
    ['nerve-root-injury', 'discectomy', 0.011, 0.018, 'patient information 1–2 %'],
    ['dural-tear', 'discectomy', 0.02, 0.05, 'primary operations 2–5 %'],
    ['dural-tear', 'laminectomy', 0.035, 0.06, 'elderly and revisions 4–10 %'],
    ['bleeding-or-transfusion', 'fusion', 0.1, 0.14, '17 % lumbar, 1.5 % cervical'],
    ['bleeding-or-transfusion', 'discectomy', 0.004, 0.014, 'about 1 %'],
    ['vessel-injury', 'fusion', 0.001, 0.005, 'very rare'],
    ['thromboembolism-30-days', 'fusion', 0.009, 0.02, 'NSQIP 1.2 % over all procedures'],
    ['readmission-30-days', 'discectomy', 0.022, 0.032, 'NSQIP 2.62 %'],
    ['readmission-30-days', 'laminectomy', 0.03, 0.044, 'NSQIP 3.7 %'],
    ['readmission-30-days', 'fusion', 0.042, 0.062, 'meta-analysis 4.5 %, range to 5.3'],
    ['readmission-90-days', 'fusion', 0.07, 0.095, 'MSSIC 9.0 %, meta-analysis 7.7 %'],
    ['return-to-theatre-90-days', 'discectomy', 0.016, 0.026, 'Norway 2.1 %'],
    ['return-to-theatre-30-days', 'fusion', 0.015, 0.031, 'NSQIP 3.1 % at most'],
    ['death-30-days', 'discectomy', 0.0001, 0.0013, 'Sweden 0.05 %'],
    ['death-30-days', 'laminectomy', 0.0022, 0.0052, 'Sweden 0.35 %'],
    ['death-30-days', 'fusion', 0.0008, 0.0035, 'NIS 0.2 %'],
    ['stay-one-to-four-nights', 'discectomy', 0.8, 0.95, 'patient information 1–4 nights'],
    ['stay-one-to-four-nights', 'fusion', 0.7, 0.85, 'patient information 1–4 nights'],
    ['length-of-stay', 'discectomy', 1.4, 2.1, '1–2 nights'],
    ['length-of-stay', 'laminectomy', 2.1, 3, 'NSQIP 2.1 ± 2.6'],
    ['length-of-stay', 'fusion', 3, 5, '3–5 nights'],
    ['walked-within-a-day', 'discectomy', 0.95, 1, 'most people'],
    ['walked-within-a-day', 'fusion', 0.9, 0.98, 'most people'],
    ['strenuous-activity-6-weeks', 'discectomy', 0.6, 0.75, 'about six weeks'],
    ['conservative-care-3-months', 'discectomy', 0.65, 0.8, 'a choice'],
    ['odi-change-12-months', 'discectomy', 27.2, 30.2, 'NORspine 28.7'],
    ['odi-change-12-months', 'laminectomy', 15.2, 20, 'QOD 15.2 and above'],
    ['odi-change-12-months', 'fusion', 21, 25.8, 'QOD up to 25.8'],
    ['odi-improved-12-months', 'fusion', 0.66, 0.75, 'QOD 73.3 %'],
    ['odi-improved-12-months', 'laminectomy', 0.55, 0.64, 'QOD 56.0 %'],
    ['prom-response-12-months', 'discectomy', 0.66, 0.78, 'NORspine 69 %'],
    ['prom-response-12-months', 'laminectomy', 0.68, 0.8, 'NORspine 76 %'],
  ])('keep %s after %s between %f and %f (%s)', (indicatorId, procedure, lowest, highest) => {
    const value = measured(indicatorId, procedure);
    expect(value).toBeGreaterThanOrEqual(lowest);
    expect(value).toBeLessThanOrEqual(highest);
  });

  it('keep the published ages, weights and operating times', () => {
    expect(meanOf(casesOf('laminectomy').map(({ age }) => age))).toBeCloseTo(66, -0.5);
    expect(meanOf(casesOf('fusion').map(({ age }) => age))).toBeCloseTo(60.6, -0.5);
    expect(meanOf(drawn.map(({ bodyMassIndex }) => bodyMassIndex))).toBeCloseTo(30.3, 0);
    expect(meanOf(drawn.map(({ durationMinutes }) => durationMinutes))).toBeGreaterThan(115);
    expect(meanOf(drawn.map(({ durationMinutes }) => durationMinutes))).toBeLessThan(137);
  });

  it('have diabetes in 12–20 %, smokers in 15–20 % and class ASA 3 or more in 35–50 % of patients', () => {
    expect(shareOf(drawn.map(({ diabetes }) => diabetes))).toBeGreaterThan(0.12);
    expect(shareOf(drawn.map(({ diabetes }) => diabetes))).toBeLessThan(0.2);
    expect(shareOf(drawn.map(({ smoker }) => smoker))).toBeGreaterThan(0.15);
    expect(shareOf(drawn.map(({ smoker }) => smoker))).toBeLessThan(0.2);
    const asaThree = shareOf(drawn.map(({ asaClass }) => asaClass !== null && asaClass >= 3));
    expect(asaThree).toBeGreaterThan(0.35);
    expect(asaThree).toBeLessThan(0.5);
  });

  it('send one lumbar fusion in six home after more than five nights', () => {
    const lumbar = casesOf('fusion').filter(({ region }) => region === 'lumbar');
    const long = shareOf(lumbar.map(({ lengthOfStayNights }) => (lengthOfStayNights ?? 0) > 5));
    expect(long).toBeGreaterThan(0.13);
    expect(long).toBeLessThan(0.21);
  });

  it('infect diabetic and heavy patients more often, and operate on smokers who answer less', () => {
    const infected = (cases: typeof drawn) =>
      shareOf(cases.map(({ events }) => events.some(({ kind }) => kind === 'infection')));
    expect(infected(drawn.filter(({ diabetes }) => diabetes === true))).toBeGreaterThan(
      1.4 * infected(drawn.filter(({ diabetes }) => diabetes === false)),
    );
    const answered = (smoker: boolean) =>
      shareOf(
        drawn
          .filter(
            (one) =>
              one.smoker === smoker && (one.operationDate ?? '') < '2025-08' && 'proms' in one.observed,
          )
          .map(({ proms }) => proms.some(({ timepoint }) => timepoint === 'month-12')),
      );
    expect(answered(false) - answered(true)).toBeGreaterThan(0.04);
  });

  it('spread complex infection over hospitals by the gamma multipliers of California, and surgeons by 0.3 in log odds', () => {
    const { hospitals, surgeons } = drawNetwork(
      { cases: 1, hospitals: 600, surgeons: 1200 },
      'nothing-planted',
    ).groundTruth;
    const variance = (values: number[]) => meanOf(values.map((value) => (value - meanOf(values)) ** 2));
    expect(1 / variance(hospitals.map(({ oddsRatios }) => oddsRatios.fusion.complexInfection))).toBeCloseTo(
      2.3,
      -0.3,
    );
    expect(
      1 / variance(hospitals.map(({ oddsRatios }) => oddsRatios.laminectomy.complexInfection)),
    ).toBeCloseTo(1.6, -0.3);
    expect(
      Math.sqrt(variance(surgeons.map(({ oddsRatios }) => Math.log(oddsRatios.readmission)))),
    ).toBeCloseTo(0.3, 1);
    expect(groundTruth.signals).toEqual([]);
  });
});
