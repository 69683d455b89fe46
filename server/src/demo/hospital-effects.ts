import { PROCEDURES, type Procedure } from '@lamina/shared/domain/procedure.ts';
import type { RandomSource } from '@lamina/shared/statistics/distributions.ts';
import type { HospitalRole } from './provider-roles.ts';
import {
  HOSPITAL_INFECTION_SHAPE,
  HOSPITAL_LOG_ODDS_SPREAD,
  RISKED_OUTCOMES,
  type RiskedOutcome,
} from './published-rates.ts';

/** Log odds by procedure, in the order of RISKED_OUTCOMES. */
export type HospitalEffects = Readonly<Record<Procedure, Float64Array>>;

/**
 * Logs of the multipliers, scaled so that their mean weighted by share is one: a small network keeps the published rates
 * as a whole. A hospital that must be average keeps one exactly.
 */
function logMultipliers(
  draws: readonly number[],
  shares: readonly number[],
  isAverage: (hospital: number) => boolean,
): number[] {
  let weightedSum = 0;
  let weight = 0;
  draws.forEach((draw, hospital) => {
    if (isAverage(hospital)) return;
    weightedSum += draw * (shares[hospital] ?? 0);
    weight += shares[hospital] ?? 0;
  });
  return draws.map((draw, hospital) =>
    isAverage(hospital) || weight === 0 ? 0 : Math.log((draw * weight) / weightedSum),
  );
}

function drawOutcome(
  random: RandomSource,
  outcome: RiskedOutcome,
  procedure: Procedure,
  infection: readonly number[],
): number[] {
  if (outcome === 'complexInfection') return [...infection];
  // How carefully wounds are looked at explains part of the spread, so superficial infections vary less.
  if (outcome === 'woundInfection') return infection.map(Math.sqrt);
  return procedure === 'fusion'
    ? infection.map(() => Math.exp(random.normal(0, HOSPITAL_LOG_ODDS_SPREAD)))
    : [];
}

/** True differences between hospitals: infections by California's gamma multipliers, everything else by log odds shared by the procedures. */
export function drawHospitalEffects(
  random: RandomSource,
  shares: readonly number[],
  roles: readonly HospitalRole[],
): HospitalEffects[] {
  const effects = shares.map(() => ({
    fusion: new Float64Array(RISKED_OUTCOMES.length),
    laminectomy: new Float64Array(RISKED_OUTCOMES.length),
    discectomy: new Float64Array(RISKED_OUTCOMES.length),
  }));
  for (const procedure of PROCEDURES) {
    const shape = HOSPITAL_INFECTION_SHAPE[procedure];
    const infection = shares.map(() => random.gamma(shape, shape));
    RISKED_OUTCOMES.forEach((outcome, position) => {
      const draws = drawOutcome(random, outcome, procedure, infection);
      const isAverage = (hospital: number) => roles[hospital]?.average.includes(outcome) ?? false;
      logMultipliers(draws, shares, isAverage).forEach((log, hospital) => {
        const own = effects[hospital];
        if (own === undefined) return;
        own[procedure][position] = log;
        if (procedure === 'fusion') {
          own.laminectomy[position] = log;
          own.discectomy[position] = log;
        }
      });
    });
  }
  return effects;
}
