import { quantileOfRanks } from '../quantile.ts';

/** Share of units winsorised in each tail before overdispersion is estimated (Spiegelhalter 2005, QSHC 14:347). */
export const defaultTrim = 0.1;

/** Fewer units than this make an estimate of overdispersion hollow: a choice of this project, for callers to enforce. */
export const fewestUnitsForOverdispersion = 10;

/** How far units scatter about the target beyond chance. */
export interface Dispersion {
  /** Mean squared z of the units counted: 1 where there is chance alone. */
  readonly phi: number;
  /** Variance between units on the scale of the z-scores' numerators; 0 where there is none. */
  readonly tau2: number;
}

/**
 * Overdispersion φ and between-unit variance τ² from z-scores and their standard errors.
 *
 * Formula: φ = Σz²/I; τ² = max(0, (Iφ − (I − 1)) / (Σw − Σw²/Σw)), w = 1/s² (DerSimonian–Laird).
 * Source: Spiegelhalter 2005, Stat Med 24:1185; Spiegelhalter et al. 2012, JRSS A 175:1.
 * Worked example: two units, z = ±1, s = 1: φ = 1, τ² = 1.
 */
export function dispersionOf(zScores: readonly number[], standardErrors: readonly number[]): Dispersion {
  const units = zScores.length;
  const sumOfSquares = sum(zScores.map((z) => z * z));
  const weights = standardErrors.map((s) => 1 / (s * s));
  const total = sum(weights);
  const excess = sumOfSquares - (units - 1);
  return {
    phi: sumOfSquares / units,
    tau2: excess > 0 ? excess / (total - sum(weights.map((w) => w * w)) / total) : 0,
  };
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/**
 * Values beyond the type-7 quantiles at trim and 1 − trim drawn in to them; trim 0 changes nothing.
 *
 * Source: Hyndman & Fan 1996, Am Stat 50:361 (type 7); Spiegelhalter 2005.
 */
export function winsorised(values: readonly number[], trim: number): number[] {
  if (trim === 0) return [...values];
  const sorted = values.toSorted((a, b) => a - b);
  const valueAtRank = (rank: number) => sorted[rank] ?? 0;
  const low = quantileOfRanks(sorted.length, valueAtRank, trim);
  const high = quantileOfRanks(sorted.length, valueAtRank, 1 - trim);
  return values.map((value) => Math.min(high, Math.max(low, value)));
}
