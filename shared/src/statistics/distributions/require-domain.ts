/** Refuses an argument outside a function's domain: a mistake of the caller, not a state of the data. */
export function requireDomain(holds: boolean, statement: string): void {
  if (!holds) throw new RangeError(`Outside the domain: ${statement}`);
}
