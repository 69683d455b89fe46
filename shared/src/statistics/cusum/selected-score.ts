import { chiSquareSurvival, normalCdf, normalPdf, normalQuantile } from '../distributions.ts';

/** Periods that scatter about their levels less improbably than this scatter by chance. */
const SCATTERED_BEYOND_CHANCE = 0.05;
/** Beyond what a tail can hold, z is as good as this. */
const FURTHEST_SCORE = 30;

/** Pearson's X² by its degrees of freedom where it lies beyond chance, else 1: an estimate that is noise would take power away. */
export function dispersionBeyondChance(pearson: number, degrees: number): number {
  const scattered = degrees > 0 && chiSquareSurvival(pearson, degrees) < SCATTERED_BEYOND_CHANCE;
  return scattered ? pearson / degrees : 1;
}

/** Two-sided probability that the largest of correlated |z| reaches z; `lengths` are the angles arccos ρ between neighbours (Efron 1997). */
export function selectedPValue(z: number, lengths: readonly number[]): number {
  if (z <= 1) return 1;
  const path = lengths.reduce((sum, length) => sum + 2 * normalCdf((z * length) / 2) - 1, 0);
  return Math.min(1, 2 * (normalCdf(-z) + (normalPdf(z) / z) * path));
}

/** z with the same upper tail; 0 for tails of a half and more. */
export function normalScore(tail: number): number {
  return tail >= 0.5 ? 0 : tail > 0 ? Math.min(FURTHEST_SCORE, -normalQuantile(tail)) : FURTHEST_SCORE;
}
