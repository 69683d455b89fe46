export type CsvValue = string | number | boolean | null;

export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly CsvValue[])[];
}

/** So that a spreadsheet takes the file as UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

/** A table as CSV (RFC 4180) under lines that say where it comes from, each beginning with '# '. Numbers are not rounded. */
export function csvOf({ columns, rows }: CsvTable, provenance: readonly string[]): string {
  const lines = [
    ...provenance.map((line) => quoted(`# ${line}`)),
    columns.map(quoted).join(','),
    ...rows.map((row) => row.map(fieldOf).join(',')),
  ];
  return `${BYTE_ORDER_MARK}${lines.join('\r\n')}\r\n`;
}

function fieldOf(value: CsvValue): string {
  if (value === null) return '';
  return typeof value === 'string' ? quoted(value) : String(value);
}

/** A text that a spreadsheet would run as a formula is led by an apostrophe. */
function quoted(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
