import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Procedure } from '@lamina/shared/domain/procedure.ts';
import { findIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { z } from 'zod';

const REFERENCES_DIRECTORY = join(import.meta.dirname, '../../../data/references');

const indicatorId = z
  .string()
  .refine((id) => findIndicator(id) !== undefined, { error: 'expected the id of an indicator' });

const PublishedReference = z
  .strictObject({
    id: z.string().min(1),
    comparableWith: z.array(indicatorId),
    shownBeside: z.array(indicatorId),
    defaultFor: z.array(indicatorId),
    procedures: z.array(Procedure).nullable(),
    low: z.number(),
    high: z.number(),
    unit: z.enum(['proportion', 'nights', 'points']),
    label: z.string().min(1),
    population: z.string().min(1),
    definition: z.string().min(1),
    period: z.string().min(1),
    citation: z.string().min(1),
    address: z.url().nullable(),
    note: z.string().nullable(),
  })
  .refine(({ low, high }) => low <= high, { path: ['high'], error: 'expected high to be at least low' })
  .refine(({ defaultFor, comparableWith }) => defaultFor.every((id) => comparableWith.includes(id)), {
    path: ['defaultFor'],
    error: 'expected only indicators that the reference may be compared with',
  });

/** A published range as data/references has it: `comparableWith` names the indicators whose definition it shares, `shownBeside` those it may only be read with. */
export type PublishedReference = z.infer<typeof PublishedReference>;

/** Every reference of data/references. Throws, naming the file and the field, when one is not as data/references/README.md says. */
export function listReferences(directory: string = REFERENCES_DIRECTORY): readonly PublishedReference[] {
  return readdirSync(directory)
    .filter((file) => file.endsWith('.json'))
    .toSorted()
    .flatMap((file) => readReferences(join(directory, file)));
}

function readReferences(file: string): PublishedReference[] {
  const parsed = z.array(PublishedReference).safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
