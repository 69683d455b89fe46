import {
  betaQuantile,
  binomialPmf,
  chiSquareQuantile,
  digamma,
  logGamma,
  normalCdf,
  normalQuantile,
  poissonCdf,
  poissonPmf,
  regularisedBeta,
  regularisedGammaLower,
  regularisedGammaUpper,
  tCdf,
  tQuantile,
} from '@lamina/shared/statistics/distributions.ts';
import type { MethodTable } from './method-table.ts';

export const methods: MethodTable = {
  'special.normalCdf': ({ z }: { z: number }) => ({ value: normalCdf(z) }),
  'special.normalQuantile': ({ p }: { p: number }) => ({ value: normalQuantile(p) }),
  'special.lgamma': ({ x }: { x: number }) => ({ value: logGamma(x) }),
  'special.gammaP': ({ a, x }: { a: number; x: number }) => ({ value: regularisedGammaLower(a, x) }),
  'special.gammaQ': ({ a, x }: { a: number; x: number }) => ({ value: regularisedGammaUpper(a, x) }),
  'special.chiSquareQuantile': ({ p, df }: { p: number; df: number }) => ({
    value: chiSquareQuantile(p, df),
  }),
  'special.betaI': ({ x, a, b }: { x: number; a: number; b: number }) => ({
    value: regularisedBeta(x, a, b),
  }),
  'special.betaQuantile': ({ p, a, b }: { p: number; a: number; b: number }) => ({
    value: betaQuantile(p, a, b),
  }),
  'special.tCdf': ({ t, df }: { t: number; df: number }) => ({ value: tCdf(t, df) }),
  'special.tQuantile': ({ p, df }: { p: number; df: number }) => ({ value: tQuantile(p, df) }),
  'special.binomialPmf': ({ k, n, p }: { k: number; n: number; p: number }) => ({
    value: binomialPmf(k, n, p),
  }),
  'special.poissonPmf': ({ k, mean }: { k: number; mean: number }) => ({ value: poissonPmf(k, mean) }),
  'special.poissonCdf': ({ k, mean }: { k: number; mean: number }) => ({ value: poissonCdf(k, mean) }),
  'special.digamma': ({ x }: { x: number }) => ({ value: digamma(x) }),
};
