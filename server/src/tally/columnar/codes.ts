import { NOT_COUNTED_REASONS } from '@lamina/shared/indicators/indicator.ts';

export type Codes = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

/** Of what an indicator says of a case, the codes below this are the reasons why it does not count, in the order of NOT_COUNTED_REASONS. */
export const REASON_CODES = NOT_COUNTED_REASONS.length;

/** The narrowest array for codes below `count`. */
export function codesFor(count: number, length: number): Codes {
  if (count <= 2 ** 8) return new Uint8Array(length);
  return count <= 2 ** 16 ? new Uint16Array(length) : new Uint32Array(length);
}

/** Codes values in the order in which they come, wider codes being used as soon as they are needed. */
export class Dictionary<Value> {
  readonly values: Value[] = [];
  codes: Codes;
  readonly #codeOf = new Map<Value, number>();

  constructor(length: number) {
    this.codes = codesFor(1, length);
  }

  set(row: number, value: Value): void {
    let code = this.#codeOf.get(value);
    if (code === undefined) {
      code = this.values.length;
      this.#codeOf.set(value, code);
      this.values.push(value);
      const wider = codesFor(this.values.length, 0);
      if (wider.BYTES_PER_ELEMENT > this.codes.BYTES_PER_ELEMENT) {
        const codes = codesFor(this.values.length, this.codes.length);
        codes.set(this.codes);
        this.codes = codes;
      }
    }
    this.codes[row] = code;
  }
}

/** Orders rows by their codes, keeping the order of rows with equal codes: one pass of a radix sort. */
export function sortedBy(codes: Codes, count: number, rows: Uint32Array): Uint32Array {
  const next = new Uint32Array(count + 1);
  for (const code of codes) next[code + 1] = (next[code + 1] ?? 0) + 1;
  for (let code = 0; code < count; code += 1) next[code + 1] = (next[code + 1] ?? 0) + (next[code] ?? 0);
  const sorted = new Uint32Array(rows.length);
  for (const row of rows) {
    const code = codes[row] ?? 0;
    const position = next[code] ?? 0;
    next[code] = position + 1;
    sorted[position] = row;
  }
  return sorted;
}

/** The codes of the rows in another order. */
export function inOrder(codes: Codes, count: number, order: Uint32Array): Codes {
  const sorted = codesFor(count, codes.length);
  for (let index = 0; index < sorted.length; index += 1) sorted[index] = codes[order[index] ?? 0] ?? 0;
  return sorted;
}
