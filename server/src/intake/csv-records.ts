import { type CsvError, parse } from 'csv-parse/sync';
import { LONGEST_LINE, type TextLine } from './text-lines.ts';

export type Delimiter = ',' | ';' | '\t';

/** One row of the table, or why the line is none. */
export type CsvRecord =
  | { readonly line: number; readonly lines: number; readonly fields: readonly string[] }
  | { readonly line: number; readonly lines: 1; readonly problem: string };

/** A quoted value may run over this many lines; a quotation mark without its partner must not swallow the rest of a file. */
const MOST_LINES = 20;

interface QuotedLine {
  /** Where among the records it belongs. */
  readonly slot: number;
  readonly number: number;
  readonly text: string;
}

/**
 * The records of a CSV file, in batches. A line that cannot be read costs that line and no other: what follows is read
 * as if it were not there. Blank lines are passed over.
 */
export async function* csvRecords(
  lines: AsyncIterable<TextLine[]>,
  delimiter: Delimiter,
  columnCount: number,
): AsyncIterable<CsvRecord[]> {
  let waiting: TextLine[] = [];
  for await (const more of lines) {
    waiting = waiting.concat(more);
    const { records, used } = takeRecords(waiting, delimiter, columnCount, false);
    waiting = waiting.slice(used);
    if (records.length > 0) yield records;
  }
  yield takeRecords(waiting, delimiter, columnCount, true).records;
}

/** Returns undefined when the text is not one well-formed record. */
export function parseRecord(text: string, delimiter: string): string[] | undefined {
  const result = parseRecords([text], delimiter);
  return typeof result === 'string' ? undefined : result[0];
}

function takeRecords(
  lines: readonly TextLine[],
  delimiter: Delimiter,
  columnCount: number,
  ended: boolean,
): { records: CsvRecord[]; used: number } {
  const records: CsvRecord[] = [];
  const quoted: QuotedLine[] = [];
  let used = 0;
  while (used < lines.length) {
    const line = lines[used];
    if (line === undefined) break;
    const { number, text } = line;
    if (text === null) {
      const problem = `expected a line of at most ${LONGEST_LINE.toLocaleString('en')} characters`;
      records.push({ line: number, lines: 1, problem });
      used += 1;
    } else if (!text.includes('"')) {
      if (text.trim() !== '') records.push({ line: number, lines: 1, fields: text.split(delimiter) });
      used += 1;
    } else if (quotesIn(text) % 2 === 0) {
      quoted.push({ slot: records.length, number, text });
      records.push({ line: number, lines: 1, fields: [] });
      used += 1;
    } else {
      const length = linesToClosingQuote(lines, used);
      if (length === undefined && !ended && lines.length - used < MOST_LINES) break;
      const record = joined(lines.slice(used, used + (length ?? 0)), delimiter, columnCount);
      records.push(record ?? { line: number, lines: 1, problem: NOT_CLOSED });
      used += record?.lines ?? 1;
    }
  }
  const parsed = quoted.length === 0 ? [] : parseQuoted(quoted, delimiter);
  for (const [index, { slot }] of quoted.entries()) records[slot] = parsed[index] as CsvRecord;
  return { records, used };
}

const NOT_CLOSED = 'expected a closing quotation mark for the one that is opened in this line';

function quotesIn(text: string): number {
  return text.split('"').length - 1;
}

/** Over how many lines the record that begins at `first` runs until its quotation marks are even in number. */
function linesToClosingQuote(lines: readonly TextLine[], first: number): number | undefined {
  let quotes = 0;
  for (let length = 1; length <= MOST_LINES; length += 1) {
    const text = lines[first + length - 1]?.text;
    if (text === undefined || text === null) return undefined;
    quotes += quotesIn(text);
    if (quotes % 2 === 0) return length;
  }
  return undefined;
}

/** Several lines as one record, if that gives the right number of columns. */
function joined(
  lines: readonly TextLine[],
  delimiter: Delimiter,
  columnCount: number,
): CsvRecord | undefined {
  const first = lines[0];
  if (first === undefined) return undefined;
  const fields = parseRecord(lines.map(({ text }) => text).join('\n'), delimiter);
  if (fields?.length !== columnCount) return undefined;
  return { line: first.number, lines: lines.length, fields };
}

/** Parses lines together, which is several times as fast as one by one, unless one of them is malformed. */
function parseQuoted(quoted: readonly QuotedLine[], delimiter: string): CsvRecord[] {
  const together = parseRecords(
    quoted.map(({ text }) => text),
    delimiter,
  );
  return quoted.map(({ number, text }, index) => {
    const result = typeof together === 'string' ? parseRecords([text], delimiter) : [together[index] ?? []];
    return typeof result === 'string'
      ? { line: number, lines: 1, problem: result }
      : { line: number, lines: 1, fields: result[0] ?? [] };
  });
}

/** One record a text, or what is wrong with one of them. */
function parseRecords(texts: readonly string[], delimiter: string): string[][] | string {
  try {
    const records: string[][] = parse(texts.join('\n'), { delimiter, relax_column_count: true });
    return records.length === texts.length ? records : NOT_CLOSED;
  } catch (error) {
    switch ((error as CsvError).code) {
      case 'CSV_QUOTE_NOT_CLOSED':
        return NOT_CLOSED;
      default:
        return 'expected quotation marks only around a whole value, and doubled within it';
    }
  }
}
