import type { GoldenContext, GoldenMethod } from './methods/method-table.ts';

export interface Tolerance {
  readonly rel: number;
  readonly abs: number;
}

export interface GoldenOutcome {
  readonly failures: readonly string[];
  /** Of the number that came nearest to its allowance. */
  readonly relativeError: number;
  /** |g − e| / (abs + rel |e|), the greatest of the case. */
  readonly shareOfTolerance: number;
}

/**
 * Runs one case and compares its answer with what is expected: numbers within abs + rel |expected|, arrays in order,
 * objects key by key (extra keys are fine), "Infinity" as a string or as not given, null as anything but a finite number.
 */
export function compareGolden(
  run: GoldenMethod,
  input: unknown,
  context: GoldenContext,
  expected: unknown,
  tolerance: Tolerance,
): GoldenOutcome {
  const state = { failures: [] as string[], relativeError: 0, shareOfTolerance: 0 };
  let given: unknown;
  try {
    given = run(input as never, context);
  } catch (error) {
    if (!allNull(expected)) state.failures.push(`threw ${String(error)}`);
    return state;
  }
  if (isNotComputable(given)) {
    if (!allNull(expected)) state.failures.push(`not computable: ${given.reason}`);
    return state;
  }
  compare(given, expected, 'answer');
  return state;

  function compare(got: unknown, want: unknown, path: string): void {
    if (want === null) {
      if (typeof got === 'number' && Number.isFinite(got))
        state.failures.push(`${path}: ${got}, should be undefined`);
      else if (Array.isArray(got) && !got.every((value) => value === null))
        state.failures.push(`${path}: an array`);
    } else if (typeof want === 'number') compareNumber(got, want, path);
    else if (want === 'Infinity' || want === '-Infinity') compareInfinity(got, want, path);
    else if (Array.isArray(want)) compareArray(got, want, path);
    else if (typeof want === 'object') compareObject(got, want as Record<string, unknown>, path);
    else if (got !== want) state.failures.push(`${path}: ${String(got)}, expected ${String(want)}`);
  }

  function compareNumber(got: unknown, want: number, path: string): void {
    if (typeof got !== 'number' || !Number.isFinite(got)) {
      state.failures.push(`${path}: ${String(got)}, expected ${want}`);
      return;
    }
    const error = Math.abs(got - want);
    const allowed = tolerance.abs + tolerance.rel * Math.abs(want);
    if (!(error <= allowed))
      state.failures.push(`${path}: ${got}, expected ${want} ± ${allowed.toExponential(1)}`);
    const share = allowed > 0 ? error / allowed : 0;
    if (share > state.shareOfTolerance) {
      state.shareOfTolerance = share;
      state.relativeError = error / Math.max(Math.abs(want), tolerance.abs, Number.MIN_VALUE);
    }
  }

  function compareInfinity(got: unknown, want: string, path: string): void {
    const same = got === want || got === Number(want);
    if (!same) state.failures.push(`${path}: ${String(got)}, expected ${want}`);
  }

  function compareArray(got: unknown, want: readonly unknown[], path: string): void {
    if (!Array.isArray(got) || got.length !== want.length) {
      state.failures.push(`${path}: expected an array of ${want.length}`);
      return;
    }
    for (const [index, value] of want.entries()) compare(got[index], value, `${path}[${index}]`);
  }

  function compareObject(got: unknown, want: Readonly<Record<string, unknown>>, path: string): void {
    if (got === null || typeof got !== 'object') {
      state.failures.push(`${path}: ${String(got)}, expected an object`);
      return;
    }
    const fields = new Map(Object.entries(got));
    for (const [key, value] of Object.entries(want)) compare(fields.get(key), value, `${path}.${key}`);
  }
}

function isNotComputable(given: unknown): given is { reason: string } {
  return given !== null && typeof given === 'object' && 'kind' in given && given.kind === 'not-computable';
}

/** Whether a case is undefined as a whole: every number expected is null. */
function allNull(expected: unknown): boolean {
  if (Array.isArray(expected)) return expected.every(allNull);
  if (expected !== null && typeof expected === 'object') return Object.values(expected).every(allNull);
  return expected === null;
}
