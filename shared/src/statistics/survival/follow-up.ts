/** How often each kind of ending occurred at each distinct time, ascending. */
interface EndingsByTime {
  readonly times: readonly number[];
  /** One array for each kind, in step with `times`. */
  readonly counts: readonly (readonly number[])[];
}

/** What keeps this follow-up from being analysed, in words; undefined when nothing does. `kinds`: statuses 0 … kinds − 1. */
export function followUpFault(
  time: ArrayLike<number>,
  status: ArrayLike<number>,
  kinds: number,
): string | undefined {
  if (time.length !== status.length) return `${time.length} times for ${status.length} statuses.`;
  if (time.length === 0) return 'No cases.';
  for (let row = 0; row < time.length; row += 1) {
    if (!Number.isFinite(time[row])) return 'Times must be finite numbers.';
    const code = status[row] as number;
    if (!(Number.isInteger(code) && code >= 0 && code < kinds))
      return `Statuses must be whole numbers from 0 to ${kinds - 1}.`;
  }
  return undefined;
}

/** Endings tabulated by time: each kind sorted by itself, then merged, which keeps 100,000 cases cheap. */
export function endingsByTime(
  time: ArrayLike<number>,
  kindOf: ArrayLike<number>,
  kinds: number,
): EndingsByTime {
  const samples = Array.from({ length: kinds }, () => new Float64Array(time.length));
  const sizes = samples.map(() => 0);
  for (let row = 0; row < time.length; row += 1) {
    const kind = kindOf[row] as number;
    const sample = samples[kind] as Float64Array;
    const size = sizes[kind] as number;
    sample[size] = time[row] as number;
    sizes[kind] = size + 1;
  }
  const sorted = samples.map((sample, kind) => sample.subarray(0, sizes[kind]).sort());
  const next = sorted.map(() => 0);
  const times: number[] = [];
  const counts = sorted.map((): number[] => []);
  for (;;) {
    let earliest = Number.POSITIVE_INFINITY;
    sorted.forEach((sample, kind) => {
      earliest = Math.min(earliest, sample[next[kind] as number] ?? Number.POSITIVE_INFINITY);
    });
    if (earliest === Number.POSITIVE_INFINITY) return { times, counts };
    times.push(earliest);
    sorted.forEach((sample, kind) => {
      const start = next[kind] as number;
      let end = start;
      while (sample[end] === earliest) end += 1;
      next[kind] = end;
      counts[kind]?.push(end - start);
    });
  }
}
