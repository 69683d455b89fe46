const SHOWN_DIGITS = 8;

/** The part of a pseudonymous key that is shown: enough to tell the cases of a list apart, or to find one again. */
export function shortKey(key: string): string {
  return key.slice(0, SHOWN_DIGITS);
}
