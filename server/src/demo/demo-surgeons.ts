import { PROCEDURES, type Procedure } from '@lamina/shared/domain/procedure.ts';
import type { RandomSource } from '@lamina/shared/statistics/distributions.ts';
import type { Practice } from './case-mix.ts';
import { CASE_MIX } from './case-mix-parameters.ts';
import { logNormal, type WeightedChoice, weighted } from './draws.ts';
import { RISKED_OUTCOMES, SURGEON_LOG_ODDS_SPREAD } from './published-rates.ts';

export interface DemoSurgeon {
  /** Position among all surgeons of the network. */
  readonly index: number;
  readonly code: string;
  /** Position of the hospital. */
  readonly hospital: number;
  /** Share of the network's cases. */
  readonly share: number;
  /** Log odds in the order of RISKED_OUTCOMES. */
  readonly effects: Float64Array;
  readonly practice: Practice;
  readonly procedures: WeightedChoice<Procedure>;
}

const SIZE_SPREAD = 0.45;
const PROCEDURE_MIX_SPREAD = 0.4;
const DURATION_SPREAD = 0.15;
const MINIMALLY_INVASIVE_SPREAD = 0.6;

/** Surgeons of each hospital: one, and the rest by size (largest remainders). */
export function surgeonsByHospital(shares: readonly number[], surgeons: number): number[] {
  const quotas = shares.map((share) => share * (surgeons - shares.length));
  const counts = quotas.map((quota) => 1 + Math.floor(quota));
  const left = surgeons - counts.reduce((sum, count) => sum + count, 0);
  const byRemainder = quotas
    .map((quota, hospital) => ({ hospital, remainder: quota - Math.floor(quota) }))
    .sort((a, b) => b.remainder - a.remainder || a.hospital - b.hospital);
  for (const { hospital } of byRemainder.slice(0, left)) counts[hospital] = (counts[hospital] ?? 0) + 1;
  return counts;
}

/** Shares that add up to `total`, some providers being busier than others. */
export function drawShares(random: RandomSource, count: number, spread: number, total: number): number[] {
  const weights = Array.from({ length: count }, () => logNormal(random, 1, spread));
  const sum = weights.reduce((before, weight) => before + weight, 0);
  return weights.map((weight) => (total * weight) / sum);
}

/** The surgeons of one hospital; `codes` are theirs, in order. */
export function drawSurgeons(
  random: RandomSource,
  hospital: number,
  hospitalShare: number,
  firstIndex: number,
  codes: readonly string[],
): DemoSurgeon[] {
  const shares = drawShares(random, codes.length, SIZE_SPREAD, hospitalShare);
  return codes.map((code, position) => ({
    index: firstIndex + position,
    code,
    hospital,
    share: shares[position] ?? 0,
    // Minus half the variance: the mean odds over all surgeons stay what they are.
    effects: Float64Array.from(RISKED_OUTCOMES, () =>
      random.normal(-(SURGEON_LOG_ODDS_SPREAD ** 2) / 2, SURGEON_LOG_ODDS_SPREAD),
    ),
    practice: {
      duration: random.normal(0, DURATION_SPREAD),
      minimallyInvasive: random.normal(0, MINIMALLY_INVASIVE_SPREAD),
    },
    procedures: weighted(
      PROCEDURES.map((procedure) => [
        procedure,
        logNormal(random, CASE_MIX[procedure].share, PROCEDURE_MIX_SPREAD),
      ]),
    ),
  }));
}
