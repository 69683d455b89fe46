export { betaCdf, betaLogitStart, betaPdf, betaQuantile } from './distributions/beta.ts';
export {
  binomialCdf,
  binomialPmf,
  binomialQuantile,
  binomialQuantileWithTail,
  binomialSurvival,
  binomialTails,
} from './distributions/binomial.ts';
export { type BracketedRootOptions, bracketedRoot } from './distributions/bracketed-root.ts';
export { chiSquareCdf, chiSquareQuantile, chiSquareSurvival } from './distributions/chi-square.ts';
export { digamma } from './distributions/digamma.ts';
export { gammaCdf, gammaQuantile, gammaSurvival } from './distributions/gamma.ts';
export { regularisedBeta } from './distributions/incomplete-beta.ts';
export { regularisedGammaLower, regularisedGammaUpper } from './distributions/incomplete-gamma.ts';
export { increasingRoot, type ValueAndSlope } from './distributions/increasing-root.ts';
export { logBeta, logGamma } from './distributions/log-gamma.ts';
export { normalCdf, normalPdf, normalQuantile } from './distributions/normal.ts';
export {
  poissonCdf,
  poissonPmf,
  poissonQuantile,
  poissonQuantileWithTail,
  poissonSurvival,
  poissonTails,
} from './distributions/poisson.ts';
export { createRandomSource, type RandomSource } from './distributions/random.ts';
export { tCdf, tQuantile } from './distributions/t.ts';
export type { Tails } from './distributions/tails.ts';
