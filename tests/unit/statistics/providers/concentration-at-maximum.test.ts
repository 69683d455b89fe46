import { concentrationAtMaximum } from '@lamina/shared/statistics/providers/concentration-at-maximum.ts';
import { describe, expect, it } from 'vitest';
import { expectNear } from '../expect-computed.ts';

/** A profile over the logarithm of the concentration, with its slope by differences. */
function profileOf(logLikelihood: (log: number) => number) {
  return (concentration: number) => {
    const log = Math.log(concentration);
    const slope = (logLikelihood(log + 1e-6) - logLikelihood(log - 1e-6)) / 2e-6;
    return { slope, logLikelihood: logLikelihood(log) };
  };
}

describe('concentration at the maximum', () => {
  it('finds the top of one hill', () => {
    expectNear(concentrationAtMaximum(profileOf((x) => -((x - 3.2) ** 2))) ?? 0, Math.exp(3.2), 1e-6);
  });

  it('takes the higher of two hills, whichever comes first', () => {
    const hills = (first: number, second: number) => (x: number) =>
      first * Math.exp(-((x + 2) ** 2)) + second * Math.exp(-((x - 6) ** 2));
    expectNear(concentrationAtMaximum(profileOf(hills(3, 1))) ?? 0, Math.exp(-2), 1e-3);
    expectNear(concentrationAtMaximum(profileOf(hills(1, 3))) ?? 0, Math.exp(6), 1e-3);
  });

  it('has none where the likelihood only rises or only falls', () => {
    expect(concentrationAtMaximum(profileOf((x) => x))).toBeUndefined();
    expect(concentrationAtMaximum(profileOf((x) => -x))).toBeUndefined();
  });
});
