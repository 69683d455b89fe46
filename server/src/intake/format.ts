import type { Delivery } from './delivery.ts';
import type { Row, TableHeader } from './row.ts';

export type RowReader = (row: Row) => Delivery;

/** One kind of file that Lamina can read. Adding one: a module that exports such an object, and a line in formats.ts. */
export interface Format {
  /** What `--format` takes. */
  readonly id: string;
  readonly title: string;
  readonly delivers: 'cases' | 'comparators';
  /** The name under which its case ids are unique, unless `--source` gives another. */
  readonly sourceSystem: string;
  /** In which encoding such files come when they are not Unicode; undefined: Unicode only. */
  readonly legacyEncoding?: 'macintosh' | 'windows-1252';
  /** Columns (normalised names) whose values are neither stored nor shown. */
  readonly hiddenColumns: readonly string[];
  /** What such files write for "not known", in lower case. */
  readonly blanks: readonly string[];
  /** Whether a header is one of this format's. */
  recognises(header: TableHeader): boolean;
  /** What is wrong with a header, in words that end a sentence begun with the file's name; undefined if nothing is. */
  faultOf(header: TableHeader): string | undefined;
  /** A reader for the rows of one file, from the first to the last. */
  reader(sourceSystem: string): RowReader;
}

/** 'this file lacks the columns a and b, …' for a format whose columns must all be there. */
export function missingColumns(header: TableHeader, needed: readonly string[]): string | undefined {
  const missing = needed.filter((column) => !header.positions.has(column));
  if (missing.length === 0) return undefined;
  return `the header lacks ${missing.length === 1 ? 'the column' : 'the columns'} ${missing.join(', ')}`;
}
