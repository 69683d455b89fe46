import { cpus } from 'node:os';
import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import type { Comparison } from './compare-engines.ts';
import type { ImportPause } from './processes.ts';

export interface Measurement {
  readonly cases: number;
  /** Milliseconds from the start of a process. */
  readonly start: { readonly listening: number; readonly loaded: number };
  readonly bytes: number;
  readonly comparisons: readonly Comparison[];
}

export interface Measurements {
  readonly measurements: readonly Measurement[];
  readonly importPause: ImportPause;
  readonly minutes: number;
}

interface Target {
  readonly name: string;
  readonly target: number;
  readonly figure: number | undefined;
  readonly unit: string;
}

const ADJUSTED = CATALOGUE.filter(({ caseMix }) => caseMix !== null).length;
/** With their running totals. */
const BYTES_A_RISK = 4.2;

const MILLION = 1_000_000;
const TEN_MILLION = 10_000_000;

/** The page docs/benchmarks.md. */
export function reportOf(measured: Measurements): string {
  const { measurements, importPause, minutes } = measured;
  const [processor] = cpus();
  return [
    '# Benchmarks',
    '',
    'Written by `pnpm bench`; do not edit. It asks eight fixed questions of three engines on the same outcome facts, checks that they',
    'agree cell by cell, and takes medians (of SQLite a single run). Absolute times depend on the machine and on what else it does; ratios are of one run.',
    '',
    `Node ${process.version}, ${cpus().length} × ${processor?.model ?? 'unknown'}; ${minutes.toFixed(1)} minutes.`,
    '',
    '## Targets',
    '',
    ...table(['Target', 'At most', 'Figure', ''], targetsOf(measured).map(targetRow)),
    '',
    `While the import ran, ${importPause.answers.toLocaleString('en-GB')} answers were given. A process beside it that did nothing was paused for up to`,
    `${threeDigits(importPause.longestIdlePause)} ms by the machine alone.`,
    '',
    `Expected risks are left out of all three (fitting the models of a million cases takes minutes). They add ${BYTES_A_RISK} bytes a case for each`,
    'adjusted indicator to the snapshot.',
    '',
    ...measurements.flatMap(sectionOf),
    '## How cost grows',
    '',
    'Milliseconds in memory by number of cases. A larger network has more surgeons too, and so more cells in a funnel.',
    '',
    ...growthTable(measurements),
    '',
  ].join('\n');
}

function targetsOf({ measurements, importPause }: Measurements): Target[] {
  const million = measurements.find(({ cases }) => cases === MILLION);
  const tenMillion = measurements.find(({ cases }) => cases === TEN_MILLION);
  const perCase = million === undefined ? undefined : million.bytes / million.cases;
  const loaded = million === undefined ? undefined : million.start.loaded / 1000;
  return [
    ...(million?.comparisons ?? []).map((comparison) => ({
      name: `${comparison.question.name}: Lamina ÷ DuckDB`,
      target: comparison.question.kind === 'totals' ? 0.05 : 0.5,
      figure: comparison.columnar / comparison.duckDb,
      unit: '',
    })),
    ...(tenMillion?.comparisons ?? [])
      .filter(({ question }) => question.kind === 'totals')
      .map((comparison) => ({
        name: `${comparison.question.name}: growth from 1,000,000 to 10,000,000`,
        target: 3,
        figure: comparison.columnar / (earlier(million, comparison)?.columnar ?? Number.NaN),
        unit: ' ×',
      })),
    {
      name: 'Memory of the snapshot without expected risks',
      target: 64,
      figure: perCase,
      unit: ' bytes a case',
    },
    {
      name: `The same with the risks of ${ADJUSTED} adjusted indicators (reckoned)`,
      target: 64,
      figure: perCase === undefined ? undefined : perCase + ADJUSTED * BYTES_A_RISK,
      unit: ' bytes a case',
    },
    { name: 'Start to all cases in memory', target: 3, figure: loaded, unit: ' s' },
    {
      name: 'Longest event-loop pause during an import of 100,000 cases',
      target: 50,
      figure: importPause.longestPause,
      unit: ' ms',
    },
  ];
}

function targetRow({ name, target, figure, unit }: Target): string[] {
  const verdict = figure !== undefined && figure <= target ? 'pass' : 'short';
  return [
    name,
    `${target}${unit}`,
    figure === undefined ? 'not measured' : `${threeDigits(figure)}${unit}`,
    verdict,
  ];
}

function sectionOf({ cases, bytes, start, comparisons }: Measurement): string[] {
  return [
    `## ${cases.toLocaleString('en-GB')} cases`,
    '',
    `The snapshot takes ${threeDigits(bytes / 2 ** 20)} MiB, ${threeDigits(bytes / cases)} bytes a case. A process could answer (by SQL) after`,
    `${threeDigits(start.listening / 1000)} s and had all cases in memory after ${threeDigits(start.loaded / 1000)} s.`,
    '',
    ...table(
      ['Question', 'Cells', 'Lamina, ms', 'SQLite, ms', 'DuckDB, ms', 'Lamina ÷ SQLite', 'Lamina ÷ DuckDB'],
      comparisons.map(({ question, cells, columnar, sqlite, duckDb }) => [
        question.name,
        String(cells),
        ...[columnar, sqlite, duckDb, columnar / sqlite, columnar / duckDb].map(threeDigits),
      ]),
    ),
    '',
  ];
}

function growthTable(measurements: readonly Measurement[]): string[] {
  const sizes = measurements.map(({ cases }) => cases.toLocaleString('en-GB'));
  const [first] = measurements;
  const rows = (first?.comparisons ?? []).map((comparison) => [
    comparison.question.name,
    ...measurements.map((measurement) =>
      threeDigits(earlier(measurement, comparison)?.columnar ?? Number.NaN),
    ),
  ]);
  return table(['Question', ...sizes], rows);
}

function earlier(measurement: Measurement | undefined, { question }: Comparison): Comparison | undefined {
  return measurement?.comparisons.find((each) => each.question.name === question.name);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)];
}

function threeDigits(value: number): string {
  return String(Number(value.toPrecision(3)));
}
