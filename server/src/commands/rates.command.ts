import { CaseFilter, DIMENSIONS, Dimension, MAXIMUM_GROUPING } from '@lamina/shared/domain/filter.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { CATALOGUE, findIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { type Command, Option } from 'commander';
import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import { type ConfigFlags, readConfig } from '../config.ts';
import { migrateToLatest } from '../database/migrate.ts';
import { openDatabase } from '../database/open-database.ts';
import { LaminaError } from '../lamina-error.ts';
import { refreshOutcomeFacts } from '../repositories/outcome-facts.repository.ts';
import { listReferences } from '../repositories/reference.repository.ts';
import { refreshCaseMix } from '../services/case-mix.service.ts';
import { getRates, type Rate } from '../services/rates.service.ts';
import { sqlTally } from '../tally/sql-tally.ts';

/** Whoever can run commands on the server reads its database anyway. */
const OPERATOR: Viewer = {
  personId: null,
  name: 'Command line',
  role: 'quality-lead',
  hospitals: 'all',
  surgeon: null,
};

interface RatesFlags extends ConfigFlags {
  readonly by: string;
  readonly indicator?: string[];
  readonly from?: string;
  readonly to?: string;
  readonly filter: string;
  readonly format: 'table' | 'csv' | 'json';
}

export function addRatesCommand(program: Command): void {
  program
    .command('rates')
    .description(
      'print every indicator with its 95 % interval (Wilson score for proportions), reference and verdict',
    )
    .option('--by <dimensions>', `up to ${MAXIMUM_GROUPING} of: ${DIMENSIONS.join(', ')}`, 'procedure')
    .option('--indicator <id...>', 'only these indicators (default: all)')
    .option('--from <date>', 'first day of the period, as YYYY-MM-DD')
    .option('--to <date>', 'first day after the period, as YYYY-MM-DD')
    .option('--filter <json>', 'further conditions, e.g. {"regions":["lumbar"],"revision":false}', '{}')
    .addOption(
      new Option('--format <format>', 'how to print').choices(['table', 'csv', 'json']).default('table'),
    )
    .option('--data <directory>', 'data directory (LAMINA_DATA, default var)')
    .action(printRates);
}

async function printRates(flags: RatesFlags): Promise<void> {
  const by = readDimensions(flags.by);
  const indicators = readIndicators(flags.indicator);
  const filter = readFilter(flags);
  const db = openDatabase(readConfig(flags).database);
  try {
    await migrateToLatest(db);
    await refreshOutcomeFacts(db);
    await refreshCaseMix(db);
    const services = { db, tally: sqlTally(db), references: listReferences() };
    const rates = await getRates(OPERATOR, services, { filter, by, indicators });
    process.stdout.write(render(rates, by, flags.format));
  } finally {
    await db.destroy();
  }
}

function readDimensions(list: string): Dimension[] {
  const names = list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const parsed = z.array(Dimension).max(MAXIMUM_GROUPING).safeParse(names);
  if (!parsed.success) {
    throw new LaminaError(
      'bad-input',
      `--by "${list}": expected up to ${MAXIMUM_GROUPING} of ${DIMENSIONS.join(', ')}.`,
    );
  }
  return parsed.data;
}

function readIndicators(ids: readonly string[] | undefined): string[] {
  const known = CATALOGUE.map(({ id }) => id);
  const unknown = ids?.find((id) => findIndicator(id) === undefined);
  if (unknown !== undefined) {
    throw new LaminaError('bad-input', `--indicator "${unknown}": expected one of ${known.join(', ')}.`);
  }
  return ids === undefined ? known : [...ids];
}

function readFilter({ filter, from, to }: RatesFlags): CaseFilter {
  let conditions: unknown;
  try {
    conditions = JSON.parse(filter);
  } catch {
    throw new LaminaError('bad-input', `--filter ${filter}: expected JSON such as {"regions":["lumbar"]}.`);
  }
  const parsed = z.looseObject({}).safeParse(conditions);
  const result = CaseFilter.strict().safeParse({ ...(parsed.success ? parsed.data : {}), from, to });
  if (!parsed.success || !result.success) {
    const problem = result.success ? 'expected an object' : z.prettifyError(result.error);
    throw new LaminaError('bad-input', `The filter is not valid: ${problem}`);
  }
  return result.data;
}

type Row = Readonly<Record<string, string | number | boolean | null>>;

function toRow({ group, figures, adjusted }: Rate, by: readonly Dimension[]): Row {
  const { completeness, comparison } = figures;
  const estimate = figures.state === 'no-data' ? undefined : figures;
  const reference = figures.references.find(({ id }) => id === comparison?.referenceId);
  return {
    ...Object.fromEntries(by.map((dimension) => [dimension, group[dimension] ?? null])),
    indicator: figures.indicatorId,
    cases: completeness.cases,
    numerator: estimate?.numerator ?? null,
    denominator: completeness.judged,
    value: estimate?.value ?? null,
    lower95: estimate?.interval?.lower ?? null,
    upper95: estimate?.interval?.upper ?? null,
    interval: estimate?.interval?.method ?? null,
    expected: adjusted.state === 'not-adjusted' ? null : adjusted.expected,
    oe: adjusted.state === 'figures' ? adjusted.ratio : null,
    oeLower95: adjusted.state === 'figures' ? adjusted.ratioInterval.lower : null,
    oeUpper95: adjusted.state === 'figures' ? adjusted.ratioInterval.upper : null,
    reference: reference?.id ?? null,
    referenceLow: reference?.low ?? null,
    referenceHigh: reference?.high ?? null,
    verdict: comparison?.verdict ?? figures.state,
    notApplicable: completeness.notApplicable,
    excluded: completeness.excluded,
    notYetEligible: completeness.notYetEligible,
    notReported: completeness.notReported,
    followUpTooShort: completeness.followUpTooShort,
  };
}

function render(rates: readonly Rate[], by: readonly Dimension[], format: RatesFlags['format']): string {
  const rows = rates.map((rate) => toRow(rate, by));
  if (format === 'json') return `${JSON.stringify(rows, null, 2)}\n`;
  if (format === 'csv')
    return stringify(rows, {
      header: true,
      escape_formulas: true,
      cast: { boolean: (value) => (value ? 'yes' : 'no') },
    });
  return renderTable(rows);
}

/** As text for a terminal: numbers to four significant digits, aligned right. */
function renderTable(rows: readonly Row[]): string {
  const [first] = rows;
  if (first === undefined) return 'No cases match.\n';
  const columns = Object.keys(first).filter(
    (name) => !name.startsWith('not') && name !== 'excluded' && name !== 'followUpTooShort',
  );
  const cells = rows.map((row) => columns.map((name) => cellText(row[name] ?? null)));
  const widths = columns.map((name, index) =>
    Math.max(name.length, ...cells.map((row) => row[index]?.length ?? 0)),
  );
  const line = (row: readonly string[], isNumber: (index: number) => boolean) =>
    row
      .map((text, index) =>
        isNumber(index) ? text.padStart(widths[index] ?? 0) : text.padEnd(widths[index] ?? 0),
      )
      .join('  ')
      .trimEnd();
  const numeric = columns.map((name) => rows.some((row) => typeof row[name] === 'number'));
  const aligned = (index: number) => numeric[index] === true;
  return `${[columns, ...cells].map((row) => line(row, aligned)).join('\n')}\n`;
}

function cellText(value: string | number | boolean | null): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'number' && !Number.isInteger(value) ? value.toPrecision(4) : String(value);
}
