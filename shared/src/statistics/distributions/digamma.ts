import stdlibDigamma from '@stdlib/math-base-special-digamma';
import { requireDomain } from './require-domain.ts';

/**
 * Digamma ψ(x) = d ln Γ(x) / dx, x > 0.
 *
 * Source: @stdlib (after Boost). Worked example: digamma(1) = −0.5772156649015329 (minus Euler's constant).
 */
export function digamma(x: number): number {
  requireDomain(x > 0, 'digamma needs x > 0');
  return stdlibDigamma(x);
}
