/** Rows of a comma-separated text, one character after the other: no library, nothing streamed, nothing of the product. */
export function naiveTable(text: string): Record<string, string>[] {
  const rows: string[][] = [[]];
  let value = '';
  let quoted = false;
  for (const character of text.replace(/^\u{feff}/u, '').replaceAll('\r\n', '\n')) {
    if (character === '"') quoted = !quoted;
    else if (character === ',' && !quoted) {
      rows.at(-1)?.push(value);
      value = '';
    } else if (character === '\n' && !quoted) {
      rows.at(-1)?.push(value);
      value = '';
      rows.push([]);
    } else value += character;
  }
  rows.at(-1)?.push(value);
  const [header = [], ...others] = rows.filter((row) => row.length > 1);
  return others.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ?? ''])));
}

export function naiveMean(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

export function naiveMedian(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1
    ? (sorted[Math.floor(middle)] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}
