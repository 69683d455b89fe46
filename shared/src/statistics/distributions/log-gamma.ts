import gammaln from '@stdlib/math-base-special-gammaln';
import { requireDomain } from './require-domain.ts';

/**
 * Natural logarithm of the gamma function, x > 0.
 *
 * Source: @stdlib (after FreeBSD msun), within 2e-16 of 50-digit arithmetic.
 * Worked example: logGamma(10) = ln 9! = 12.801827480081469.
 */
export function logGamma(x: number): number {
  requireDomain(x > 0, 'logGamma needs x > 0');
  return gammaln(x);
}

/** ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a + b), a and b > 0. */
export function logBeta(alpha: number, beta: number): number {
  return logGamma(alpha) + logGamma(beta) - logGamma(alpha + beta);
}
