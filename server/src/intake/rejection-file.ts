import { closeSync, openSync, writeSync } from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import { LaminaError } from '../lamina-error.ts';
import type { Rejection } from './delivery.ts';

/** A CSV file of rejections, written as they come. Values that a spreadsheet would run as formulas are escaped. */
export class RejectionFile {
  readonly #file: number;

  /** Throws a LaminaError when the file cannot be written. */
  constructor(path: string) {
    try {
      this.#file = openSync(path, 'w');
    } catch (error) {
      throw new LaminaError(
        'bad-input',
        `${path} cannot be written (${(error as NodeJS.ErrnoException).code}).`,
      );
    }
    this.#write(['file', 'line', 'column', 'value', 'reason']);
  }

  add(fileName: string, { line, column, value, reason }: Rejection): void {
    this.#write([fileName, line, column, value, reason]);
  }

  close(): void {
    closeSync(this.#file);
  }

  #write(values: readonly (string | number | null)[]): void {
    writeSync(this.#file, stringify([[...values]], { escape_formulas: true }));
  }
}
