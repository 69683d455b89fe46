import { bracketedRoot } from '../distributions.ts';

/** Logarithms of the concentrations looked through: from e^−7 (units all but unrelated) to e^14 (all but equal). */
const smallestLog = -7;
const greatestLog = 14;
const steps = 42;

/**
 * The concentration of a prior at which the profile likelihood is greatest; undefined where it still rises at the largest one
 * (no scatter beyond chance).
 *
 * The score's sign is followed over a grid of logarithms; of several maxima the highest is taken.
 */
export function concentrationAtMaximum(
  profile: (concentration: number) => { readonly slope: number; readonly logLikelihood: number },
): number | undefined {
  const width = (greatestLog - smallestLog) / steps;
  const slopeAt = (log: number) => profile(Math.exp(log)).slope;
  let best: { readonly concentration: number; readonly logLikelihood: number } | undefined;
  let rising = slopeAt(smallestLog) > 0;
  for (let step = 1; step <= steps; step += 1) {
    const log = smallestLog + step * width;
    const risesOn = slopeAt(log) > 0;
    if (rising && !risesOn) {
      const concentration = Math.exp(bracketedRoot(slopeAt, log - width, log, { relativeTolerance: 1e-12 }));
      const { logLikelihood } = profile(concentration);
      if (best === undefined || logLikelihood > best.logLikelihood) best = { concentration, logLikelihood };
    }
    rising = risesOn;
  }
  return best?.concentration;
}
