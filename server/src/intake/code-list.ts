import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import type { z } from 'zod';

/** Rows of data/codelists/<name>.csv by their first column, each checked against the schema. Throws when the list is not as expected. */
export function readCodeList<Schema extends z.ZodType>(
  name: string,
  schema: Schema,
): ReadonlyMap<string, z.infer<Schema>> {
  const path = fileURLToPath(new URL(`../../../data/codelists/${name}.csv`, import.meta.url));
  const rows: Record<string, string>[] = parse(readFileSync(path, 'utf8'), { columns: true });
  return new Map(rows.map((row) => [Object.values(row)[0] ?? '', schema.parse(row)]));
}

/** The entry of the longest prefix of a code that is listed. */
export function byLongestPrefix<Entry>(list: ReadonlyMap<string, Entry>, code: string): Entry | undefined {
  for (let length = code.length; length > 0; length -= 1) {
    const entry = list.get(code.slice(0, length));
    if (entry !== undefined) return entry;
  }
  return undefined;
}
