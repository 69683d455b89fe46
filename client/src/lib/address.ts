import { readCaseGroup } from '@lamina/shared/contract/case-group.ts';
import { CaseCounted } from '@lamina/shared/contract/cases.ts';
import { ReferenceChoice } from '@lamina/shared/contract/overview.ts';
import { CaseFilter } from '@lamina/shared/domain/filter.ts';
import { IsoDate } from '@lamina/shared/domain/period.ts';
import { Procedure } from '@lamina/shared/domain/procedure.ts';
import { findIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { z } from 'zod';

const ASSIGNS = '~';

/** Which cases a screen shows and what they are compared with: kept when the reader goes to another screen. */
const SharedSearch = z.object({
  ...CaseFilter.shape,
  /** Reference id by indicator and procedure. */
  references: ReferenceChoice.optional(),
});
export type SharedSearch = z.infer<typeof SharedSearch>;

/** What only the screen that wrote it understands: dropped when the reader goes to another screen. */
const OwnSearch = z.object({
  /** Id of an indicator of the catalogue. */
  indicator: z
    .string()
    .refine((id) => findIndicator(id) !== undefined)
    .optional(),
  procedure: Procedure.optional(),
  /** What became of the cases in the indicator. */
  counted: CaseCounted.optional(),
  /** A group that a panel counts, as `writeCaseGroup` gives it. */
  group: z
    .string()
    .refine((text) => readCaseGroup(text) !== undefined)
    .optional(),
  by: z.enum(['hospital', 'surgeon']).optional(),
  adjusted: z.boolean().optional(),
  overdispersion: z.boolean().optional(),
  /** Id of a provider. */
  selected: z.int().positive().optional(),
  step: z.enum(['month', 'quarter', 'case']).optional(),
  /** Kind of chart, where the reader overrides the one chosen from the data. */
  chart: z.string().optional(),
  /** Where the chart's limits start anew: 'YYYY-MM-DD~why'. */
  rebase: z
    .array(z.string().refine((text) => IsoDate.safeParse(text.split(ASSIGNS)[0]).success))
    .min(1)
    .optional(),
  /** Set by the reader, in the unit of the indicator. */
  target: z.number().optional(),
  /** Name of a column, '-name' for descending. */
  sort: z.string().optional(),
  page: z.int().positive().optional(),
  columns: z.array(z.string().min(1)).min(1).optional(),
  view: z.enum(['picture', 'table']).optional(),
  /** Id of a case. */
  case: z.int().positive().optional(),
  /** The figure whose details are open, as 'indicator.procedure'. */
  open: z.string().optional(),
  /** What the audit log is narrowed to: an action, somebody, what it is about ('case:1042'). */
  action: z.string().optional(),
  person: z.string().optional(),
  subject: z.string().optional(),
  /** Which reviews are listed. */
  reviews: z.enum(['open', 'decided', 'conflicts']).optional(),
  /** Lets its holder choose a password, once. */
  token: z.string().optional(),
  /** Why single sign-on sent the reader back. */
  error: z.string().optional(),
  /** Names of the parts of the address that could not be read and were left out. */
  unread: z.array(z.string()).optional(),
});

const ScreenSearch = z.object({ ...SharedSearch.shape, ...OwnSearch.shape });
/** What the address of a screen carries after its path; every part is optional. */
export type ScreenSearch = z.infer<typeof ScreenSearch>;

const NAMES = Object.keys(ScreenSearch.shape) as (keyof ScreenSearch)[];
const SHARED_NAMES: ReadonlySet<string> = new Set(Object.keys(SharedSearch.shape));
const FILTER_NAMES: ReadonlySet<string> = new Set(Object.keys(CaseFilter.shape));

const NUMBER_LISTS: ReadonlySet<string> = new Set(['hospitals', 'surgeons', 'asaClasses']);
const NUMBERS: ReadonlySet<string> = new Set(['selected', 'target', 'page', 'case']);
const TEXTS: ReadonlySet<string> = new Set([
  'from',
  'to',
  'attribution',
  'indicator',
  'procedure',
  'counted',
  'group',
  'by',
  'step',
  'chart',
  'sort',
  'view',
  'open',
  'action',
  'person',
  'subject',
  'reviews',
  'token',
  'error',
]);
const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ['yes', true],
  ['no', false],
]);
const FLAG_NAMES: ReadonlySet<string> = new Set([
  'revision',
  'minimallyInvasive',
  'instrumented',
  'diabetes',
  'smoker',
  'adjusted',
  'overdispersion',
]);

/**
 * Reads an address part by part: what cannot be read is left out and named in `unread`, so that a broken address
 * opens the screen all the same. Takes texts (from the address bar) and typed values (from a link) alike.
 */
export function readSearch(raw: Record<string, unknown>): ScreenSearch {
  const search: Record<string, unknown> = {};
  const unread = new Set<string>();
  for (const name of NAMES) {
    const value = decode(name, raw[name]);
    if (value === undefined) continue;
    const parsed = ScreenSearch.shape[name].safeParse(value);
    if (parsed.success) search[name] = parsed.data;
    else unread.add(name);
  }
  const { from, to } = search;
  if (typeof from === 'string' && typeof to === 'string' && from >= to) {
    unread.add('to');
    delete search.to;
  }
  for (const name of (search.unread as string[] | undefined) ?? []) unread.add(name);
  if (unread.size > 0) search.unread = [...unread];
  return search as ScreenSearch;
}

/** The part of the address after the path: '?procedures=fusion&from=2025-04-01', or nothing. */
export function writeSearch(search: Record<string, unknown>): string {
  const parts = NAMES.flatMap((name) => {
    const text = encode(search[name]);
    return text === '' ? [] : [`${name}=${encodeURIComponent(text).replaceAll('%2C', ',')}`];
  });
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

/** What an address bar's '?…' says. */
export function parseSearch(text: string): ScreenSearch {
  return readSearch(Object.fromEntries(new URLSearchParams(text)));
}

/** The filter alone, as the server takes it. */
export function filterOf(search: ScreenSearch): CaseFilter {
  return only(search, FILTER_NAMES) as CaseFilter;
}

/** The filter and the chosen references: what goes along to another screen. */
export function sharedOf(search: ScreenSearch): SharedSearch {
  return only(search, SHARED_NAMES) as SharedSearch;
}

/** The same address with another filter; back on the first page, and with nothing unread. */
export function withFilter(search: ScreenSearch, filter: CaseFilter): ScreenSearch {
  const { unread, page, ...rest } = search;
  const kept = Object.entries(rest).filter(([name]) => !FILTER_NAMES.has(name));
  return { ...Object.fromEntries(kept), ...filter };
}

/** The same address without some of its parts. */
export function without(search: ScreenSearch, ...names: readonly (keyof ScreenSearch)[]): ScreenSearch {
  return Object.fromEntries(
    Object.entries(search).filter(([name]) => !names.includes(name as keyof ScreenSearch)),
  );
}

function only(search: ScreenSearch, names: ReadonlySet<string>): object {
  return Object.fromEntries(
    Object.entries(search).filter(([name, value]) => names.has(name) && value !== undefined),
  );
}

function decode(name: string, value: unknown): unknown {
  if (typeof value !== 'string' || TEXTS.has(name)) return value;
  if (FLAG_NAMES.has(name)) return FLAGS.get(value) ?? value;
  if (NUMBERS.has(name)) return Number(value);
  const parts = value.split(',').map(unescapeItem);
  if (NUMBER_LISTS.has(name)) return parts.map(Number);
  if (name === 'references') return Object.fromEntries(parts.map((part) => part.split(ASSIGNS)));
  return parts;
}

function encode(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.map(escapeItem).join(',');
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([key, text]) => escapeItem(`${key}${ASSIGNS}${text}`))
      .join(',');
  }
  return String(value);
}

/** Commas part the items of a list, so a comma within one is written in another way. */
function escapeItem(item: unknown): string {
  return String(item).replaceAll('%', '%25').replaceAll(',', '%2C');
}

function unescapeItem(text: string): string {
  return text.replaceAll('%2C', ',').replaceAll('%25', '%');
}
