import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import type { Calendar, DayNumber } from './calendar.ts';
import type { CaseMix } from './case-mix.ts';
import type { CourseSetting } from './course-draft.ts';
import type { DemoSurgeon } from './demo-surgeons.ts';
import { logistic } from './draws.ts';
import { logSizeOn, type PlantedSignal, type SignalTarget } from './planted-signals.ts';
import type { Providers } from './providers.ts';
import { RISKED_OUTCOMES, type RiskedOutcome } from './published-rates.ts';
import { linearPredictor, RISK_FACTORS, readRiskFactors } from './risk-factors.ts';
import { type Intercepts, RISK_COEFFICIENTS } from './risk-model.ts';

/** Infections peak in late summer: log odds, and the month of the peak (August). A choice of size. */
const SEASON_LOG_ODDS = 0.1;
const SEASON_PEAK_MONTH = 7;

const POSITION = Object.fromEntries(RISKED_OUTCOMES.map((outcome, index) => [outcome, index])) as Readonly<
  Record<RiskedOutcome, number>
>;

function seasonalLogOdds(month: number): number {
  return SEASON_LOG_ODDS * Math.cos((2 * Math.PI * (month - SEASON_PEAK_MONTH)) / 12);
}

function isInfection(outcome: RiskedOutcome): boolean {
  return outcome === 'complexInfection' || outcome === 'woundInfection';
}

/** Log odds of every outcome for one surgeon and procedure at the centre of the case mix. */
function baseLogOdds(
  surgeon: DemoSurgeon,
  procedure: Procedure,
  providers: Providers,
  intercepts: Intercepts,
): Float64Array {
  const hospital = providers.hospitals[surgeon.hospital]?.effects[procedure];
  return intercepts[procedure].map(
    (intercept, index) => intercept + (hospital?.[index] ?? 0) + (surgeon.effects[index] ?? 0),
  );
}

function signalsOf(surgeon: DemoSurgeon, signals: readonly PlantedSignal[]): PlantedSignal[] {
  return signals.filter((signal) => signal.hospital === surgeon.hospital || signal.surgeon === surgeon.index);
}

/** True risks of any case of the network: case mix, hospital, surgeon, season and planted signals together. */
export function createCaseRisks(
  providers: Providers,
  signals: readonly PlantedSignal[],
  intercepts: Intercepts,
  calendar: Calendar,
): (surgeon: DemoSurgeon, caseMix: CaseMix, day: DayNumber) => CourseSetting {
  const bases = providers.surgeons.map((surgeon) => ({
    fusion: baseLogOdds(surgeon, 'fusion', providers, intercepts),
    laminectomy: baseLogOdds(surgeon, 'laminectomy', providers, intercepts),
    discectomy: baseLogOdds(surgeon, 'discectomy', providers, intercepts),
  }));
  const affecting = providers.surgeons.map((surgeon) => signalsOf(surgeon, signals));
  const factors = new Float64Array(RISK_FACTORS.length);

  return (surgeon, caseMix, day) => {
    readRiskFactors(caseMix, factors);
    const base = bases[surgeon.index]?.[caseMix.procedure] ?? new Float64Array();
    const own = affecting[surgeon.index] ?? [];
    const season = seasonalLogOdds(calendar.month(day));
    const planted = (target: SignalTarget) => {
      let sum = 0;
      for (const signal of own) if (signal.targets.includes(target)) sum += logSizeOn(signal, day);
      return sum;
    };
    const logOdds = (outcome: RiskedOutcome) => {
      const position = POSITION[outcome];
      return (
        (base[position] ?? 0) +
        linearPredictor(RISK_COEFFICIENTS[position] ?? factors, factors) +
        (isInfection(outcome) ? season : 0) +
        planted(outcome)
      );
    };
    return {
      caseMix,
      factors,
      risk: (outcome) => logistic(logOdds(outcome)),
      recordedTearRisk: logistic(logOdds('duralTear') + planted('duralTearRecording')),
      stay: (providers.hospitals[surgeon.hospital]?.stay ?? 0) + planted('stay'),
      plantedStay: planted('stay'),
      horizon: calendar.lastDay - day,
    };
  };
}
