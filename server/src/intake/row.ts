import { IsoDate } from '@lamina/shared/domain/period.ts';
import { HIDDEN_VALUE, type Rejection } from './delivery.ts';

/** Where the columns of a table are, by their normalised names, and which of them may identify a patient. */
export interface TableHeader {
  /** As the file has them. */
  readonly names: readonly string[];
  readonly positions: ReadonlyMap<string, number>;
}

/** What rows are read with. */
export interface RowContext {
  readonly header: TableHeader;
  readonly hiddenColumns: ReadonlySet<string>;
  /** What the source writes for "not known", in lower case, besides nothing. */
  readonly blanks: ReadonlySet<string>;
  /** No date may come after it: a mistyped year would otherwise move the data cut-off. */
  readonly today: IsoDate;
  /** Dates that were found to be possible ones: the same few thousand come again and again. */
  readonly knownDates: Set<string>;
}

const EARLIEST_DATE = '1980-01-01';
const LONGEST_SHOWN = 80;

/** 'Facility Id', 'facility.id' and 'Facility_ID' are all 'facility_id'. */
export function normalisedName(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
    .replaceAll(/^_|_$/g, '');
}

/** One row of a table. Its readers return null for a blank and note a rejection for anything unexpected, so that one reading finds all that is wrong. */
export class Row {
  readonly line: number;
  readonly rejections: Rejection[] = [];
  /** The latest date that was read from the row. */
  latestDate: IsoDate | null = null;
  readonly #fields: readonly string[];
  readonly #context: RowContext;

  constructor(line: number, fields: readonly string[], context: RowContext) {
    this.line = line;
    this.#fields = fields;
    this.#context = context;
    const expected = context.header.names.length;
    if (fields.length < expected || fields.slice(expected).some((field) => field.trim() !== '')) {
      const reason = `expected ${expected} values, as many as the header has columns; found ${fields.length}`;
      this.rejections.push({ line, column: null, value: null, reason });
    }
  }

  has(column: string): boolean {
    return this.#context.header.positions.has(column);
  }

  /** The value without surrounding blanks; null for nothing, or what the source writes for it. */
  text(column: string): string | null {
    const position = this.#context.header.positions.get(column);
    if (position === undefined) return null;
    const field = this.#fields[position];
    // Most cells of a wide table are empty.
    if (field === undefined || field === '') return null;
    const value = field.trim();
    const { blanks } = this.#context;
    return value === '' || (blanks.size > 0 && blanks.has(value.toLowerCase())) ? null : value;
  }

  required(column: string, expected: string): string | null {
    const value = this.text(column);
    if (value === null) this.reject(column, `expected ${expected}`);
    return value;
  }

  /** A word from a table of what the source says (in lower case) and what it means. */
  word<Meaning>(column: string, meanings: ReadonlyMap<string, Meaning>): Meaning | null {
    const value = this.text(column);
    if (value === null) return null;
    const meaning = meanings.get(value) ?? meanings.get(value.toLowerCase());
    if (meaning !== undefined) return meaning;
    this.reject(column, `expected ${listed([...meanings.keys()])}`);
    return null;
  }

  wholeNumber(column: string): number | null {
    return this.#number(column, /^[+-]?\d{1,15}$/, 'a whole number such as 3');
  }

  number(column: string): number | null {
    return this.#number(
      column,
      /^[+-]?\d{1,15}(\.\d{1,15})?$/,
      'a number such as 27.4, with a point and no unit',
    );
  }

  date(column: string): IsoDate | null {
    const value = this.text(column);
    return value === null ? null : this.dateOf(column, value);
  }

  /** The same for a date that is part of a value. */
  dateOf(column: string, value: string): IsoDate | null {
    const { knownDates, today } = this.#context;
    if (!knownDates.has(value)) {
      if (!IsoDate.safeParse(value).success) {
        this.reject(column, 'expected a date as YYYY-MM-DD, such as 2024-03-14');
        return null;
      }
      if (value < EARLIEST_DATE || value > today) {
        this.reject(column, `expected a date from ${EARLIEST_DATE} to today, ${today}`);
        return null;
      }
      knownDates.add(value);
    }
    if (this.latestDate === null || value > this.latestDate) this.latestDate = value;
    return value;
  }

  reject(column: string | null, reason: string): void {
    const value = column === null ? null : this.#shown(column);
    this.rejections.push({ line: this.line, column: this.#nameInFile(column), value, reason });
  }

  #number(column: string, pattern: RegExp, expected: string): number | null {
    const value = this.text(column);
    if (value === null) return null;
    if (pattern.test(value)) return Number(value);
    this.reject(column, `expected ${expected}`);
    return null;
  }

  #nameInFile(column: string | null): string | null {
    if (column === null) return null;
    const position = this.#context.header.positions.get(column);
    return position === undefined ? column : (this.#context.header.names[position] ?? column);
  }

  #shown(column: string): string | null {
    const position = this.#context.header.positions.get(column);
    const value = position === undefined ? undefined : this.#fields[position];
    if (value === undefined || value.trim() === '') return null;
    return this.#context.hiddenColumns.has(column) ? HIDDEN_VALUE : shortened(value);
  }
}

/** 'a, b or c' */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}

function shortened(value: string): string {
  const printable = value.trim().replaceAll(/\p{C}/gu, '\u{fffd}');
  return printable.length <= LONGEST_SHOWN ? printable : `${printable.slice(0, LONGEST_SHOWN)}…`;
}
