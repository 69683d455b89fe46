import type { IsoDate } from '@lamina/shared/domain/period.ts';
import { LaminaError } from '../lamina-error.ts';
import type { ByteSource } from './byte-source.ts';
import { type CsvRecord, csvRecords, type Delimiter, parseRecord } from './csv-records.ts';
import type { Delivery } from './delivery.ts';
import { type Encoding, type FileInspection, inspectFile } from './file-inspection.ts';
import type { Format } from './format.ts';
import { FORMATS } from './formats.ts';
import { normalisedName, Row, type RowContext, type TableHeader } from './row.ts';
import { LONGEST_LINE, textLines } from './text-lines.ts';

/** A file whose format, encoding and header are known, so that its rows can be read. */
export interface Table {
  readonly source: ByteSource;
  readonly sha256: string;
  readonly format: Format;
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  readonly header: TableHeader;
  readonly headerLine: number;
}

export interface TableReading {
  /** Under which name the case ids are unique. */
  readonly sourceSystem: string;
  readonly today: IsoDate;
  /** Told of the lines that belong to the record of an earlier line, so that every line can be accounted for. */
  readonly onFurtherLines?: ((count: number) => void) | undefined;
}

const SEPARATORS = [',', ';', '\t', '|'] as const;

/** Throws a LaminaError that names the file and says what was expected of it. `formatId` may be 'auto'. */
export async function openTable(source: ByteSource, formatId: string): Promise<Table> {
  const inspection = await inspectFile(source);
  const { header, delimiter, headerLine } = readHeader(source.name, inspection);
  const format = formatId === 'auto' ? recognisedFormat(source.name, header) : chosenFormat(formatId);
  const fault = format.faultOf(header);
  if (fault !== undefined) {
    throw new LaminaError('bad-input', `${source.name}: as ${format.id}, ${fault}.`);
  }
  const encoding = encodingOf(source.name, inspection, format);
  return { source, sha256: inspection.sha256, format, encoding, delimiter, header, headerLine };
}

/** What the format makes of each line, from the first to the last. */
export async function* readTable(table: Table, reading: TableReading): AsyncIterable<Delivery[]> {
  const deliver = delivererOf(table, reading);
  for await (const records of recordsOf(table)) {
    yield records.map(deliver).filter((delivery) => delivery !== undefined);
  }
}

/** The latest date of any accepted row: what a source reports, it knew by then. Rows that name no later day than the latest so far are not read. */
export async function latestDateOf(table: Table, reading: TableReading): Promise<IsoDate | null> {
  let latest: IsoDate | null = null;
  if (table.format.delivers !== 'cases') return latest;
  const deliver = delivererOf(table, reading);
  for await (const records of recordsOf(table)) {
    for (const record of records) {
      if ('problem' in record || !namesDayWithin(record.fields, latest ?? '', reading.today)) continue;
      const delivery = deliver(record);
      if (delivery?.kind !== 'case' || delivery.latestDate === null) continue;
      if (latest === null || delivery.latestDate > latest) latest = delivery.latestDate;
    }
  }
  return latest;
}

/** Whether any value ends like a date after one and not after the other: no date that Row reads does not. */
function namesDayWithin(fields: readonly string[], after: string, until: IsoDate): boolean {
  return fields.some((field) => {
    if (field.length < until.length) return false;
    const day = field.trimEnd().slice(-until.length);
    return day > after && day <= until;
  });
}

function recordsOf({ source, encoding, delimiter, header }: Table): AsyncIterable<CsvRecord[]> {
  return csvRecords(textLines(source, encoding), delimiter, header.names.length);
}

/** What the format makes of a record; undefined for the header, and where every value is blank. */
function delivererOf(
  { format, header, headerLine }: Table,
  { sourceSystem, today, onFurtherLines }: TableReading,
): (record: CsvRecord) => Delivery | undefined {
  const context: RowContext = {
    header,
    hiddenColumns: new Set(format.hiddenColumns),
    blanks: new Set(format.blanks),
    today,
    knownDates: new Set(),
  };
  const read = format.reader(sourceSystem);
  return (record) => {
    if (record.line <= headerLine) return undefined;
    if (record.lines > 1) onFurtherLines?.(record.lines - 1);
    if ('problem' in record) {
      const rejection = { line: record.line, column: null, value: null, reason: record.problem };
      return { kind: 'rejected', line: record.line, rejections: [rejection] };
    }
    if (record.fields.every((field) => field.trim() === '')) return undefined;
    const row = new Row(record.line, record.fields, context);
    return row.rejections.length > 0
      ? { kind: 'rejected', line: row.line, rejections: row.rejections }
      : read(row);
  };
}

function readHeader(
  name: string,
  { opening, encoding }: FileInspection,
): { header: TableHeader; delimiter: Delimiter; headerLine: number } {
  // Names of columns are plain letters in every encoding that a format may declare.
  const text = new TextDecoder(encoding ?? 'windows-1252').decode(opening);
  const lines = text.split(/\r\n|\n|\r/);
  const index = lines.findIndex((line) => line.trim() !== '');
  const line = lines[index];
  if (line === undefined) throw new LaminaError('bad-input', `${name}: the file has no header.`);
  if (lines.length === 1 && text.length > LONGEST_LINE / 2) {
    throw new LaminaError('bad-input', `${name}: the first line is too long to be a header.`);
  }
  const readings = SEPARATORS.map((delimiter) => ({ delimiter, names: parseRecord(line, delimiter) ?? [] }));
  const best = readings.reduce((most, reading) =>
    reading.names.length > most.names.length ? reading : most,
  );
  if (best.names.length < 2) {
    const expected = 'expected a header of several columns, separated by commas, semicolons or tabs';
    throw new LaminaError('bad-input', `${name}: ${expected}.`);
  }
  if (best.delimiter === '|') {
    const reason = 'its columns are separated by |; save it with commas, semicolons or tabs';
    throw new LaminaError('bad-input', `${name}: ${reason}.`);
  }
  return { header: headerOf(name, best.names), delimiter: best.delimiter, headerLine: index + 1 };
}

function headerOf(name: string, names: readonly string[]): TableHeader {
  const positions = new Map<string, number>();
  const named = names.map((column) => column.trim());
  // Spreadsheets leave empty columns at the right.
  while (named.at(-1) === '') named.pop();
  for (const [position, column] of named.entries()) {
    const key = normalisedName(column);
    if (key === '') {
      throw new LaminaError('bad-input', `${name}: column ${position + 1} of the header has no name.`);
    }
    if (positions.has(key)) {
      throw new LaminaError(
        'bad-input',
        `${name}: the column ${column.slice(0, 60)} occurs twice in the header.`,
      );
    }
    positions.set(key, position);
  }
  return { names: named, positions };
}

function recognisedFormat(name: string, header: TableHeader): Format {
  const format = FORMATS.find((candidate) => candidate.recognises(header));
  if (format !== undefined) return format;
  const known = FORMATS.map(({ id }) => id).join(', ');
  throw new LaminaError(
    'bad-input',
    `${name}: no format has a header like this one. Name the format to learn what it lacks (--format, one of ${known}).`,
  );
}

function chosenFormat(formatId: string): Format {
  const format = FORMATS.find(({ id }) => id === formatId);
  if (format !== undefined) return format;
  const known = FORMATS.map(({ id }) => id).join(', ');
  throw new LaminaError('bad-input', `There is no format ${formatId}; expected auto, ${known}.`);
}

function encodingOf(name: string, inspection: FileInspection, format: Format): Encoding {
  const encoding = inspection.encoding ?? format.legacyEncoding;
  if (encoding !== undefined) return encoding;
  throw new LaminaError(
    'bad-input',
    `${name}: line ${inspection.firstLineNotUtf8} is not UTF-8. Save the file as "CSV UTF-8".`,
  );
}
