import { cpus } from 'node:os';
import type { Comparison } from './compare-engines.ts';
import type { Growth } from './growth.ts';
import type { HttpRates } from './http-ratio.ts';
import type { ImportSpeed } from './import-speed.ts';
import type { ImportPause } from './processes.ts';

export interface Measurement {
  readonly cases: number;
  /** Milliseconds from the start of a process: the first after the record changed, which keeps a snapshot beside it, and a later one. */
  readonly firstStart: { readonly listening: number; readonly loaded: number };
  readonly start: { readonly listening: number; readonly loaded: number };
  /** Of the snapshot without expected risks. */
  readonly bytes: number;
  /** Of the snapshot as a server holds it. */
  readonly bytesWithRisks: number;
  readonly comparisons: readonly Comparison[];
}

export interface Measurements {
  readonly measurements: readonly Measurement[];
  /** None where they were not asked for. */
  readonly growths: readonly Growth[];
  readonly http: HttpRates;
  readonly importSpeed: ImportSpeed;
  readonly importPause: ImportPause;
  readonly minutes: number;
}

interface Target {
  readonly name: string;
  readonly target: number;
  /** Or where it is to be found. */
  readonly figure: number | string;
  readonly unit: string;
  /** The figure is to be at least the target, not at most. */
  readonly atLeast?: boolean;
}

const MILLION = 1_000_000;
/** For targets at a size that was left out. */
const NOT_MEASURED = 'not measured';

/** The page docs/benchmarks.md. */
export function reportOf(measured: Measurements): string {
  const { measurements, growths, http, importSpeed, importPause, minutes } = measured;
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
    'At 1,000,000 cases where nothing else is said.',
    '',
    ...table(['Target', '', 'Figure', ''], targetsOf(measured).map(targetRow)),
    '',
    `While the import ran, ${importPause.answers.toLocaleString('en-GB')} answers were given. A process beside it that did nothing was paused for up to`,
    `${threeDigits(importPause.longestIdlePause)} ms: so long the machine itself keeps any process waiting that shares its processors.`,
    '',
    `From 50 connections at once, with the session looked up for every request, the server gave ${threeDigits(http.overview)} overviews a second`,
    `(${threeDigits(http.overviewBytes / 2 ** 10)} KiB each as they travel), ${threeDigits(http.signedIn)} answers of a procedure that does nothing for somebody signed in, and`,
    `${threeDigits(http.anybody)} of one that does nothing for anybody and looks nobody up. The overview is given from its kept bytes; a question that was not`,
    'asked since the record changed costs what the tables below say on top.',
    '',
    ...importSection(importSpeed),
    ...measurements.flatMap(sectionOf),
    '## How cost grows',
    '',
    'Milliseconds in memory by number of cases. A larger network has more surgeons too, and so more cells in a funnel.',
    '',
    ...growthTable(measurements),
    '',
    ...growths.flatMap(tenTimes),
  ].join('\n');
}

function targetsOf({ measurements, growths, http, importSpeed, importPause }: Measurements): Target[] {
  const million = measurements.find(({ cases }) => cases === MILLION);
  return [
    ...(million?.comparisons ?? []).map(({ question, columnar, duckDb }) => ({
      name: `${question.name}: Lamina ÷ DuckDB`,
      target: question.kind === 'totals' ? 0.05 : 0.5,
      figure: columnar / duckDb,
      unit: '',
    })),
    ...growthTargets(growths),
    {
      name: 'Memory of the snapshot without expected risks',
      target: 64,
      figure: million === undefined ? NOT_MEASURED : million.bytes / million.cases,
      unit: ' bytes a case',
    },
    {
      name: 'Memory of the snapshot as a server holds it, with expected risks',
      target: 64,
      figure: million === undefined ? NOT_MEASURED : million.bytesWithRisks / million.cases,
      unit: ' bytes a case',
    },
    {
      name: 'Start to answering (by SQL)',
      target: 3,
      figure: million === undefined ? NOT_MEASURED : million.start.listening / 1000,
      unit: ' s',
    },
    {
      name: 'Start to all cases in memory',
      target: 3,
      figure: million === undefined ? NOT_MEASURED : million.start.loaded / 1000,
      unit: ' s',
    },
    {
      name: 'The same, the first time after the record changed',
      target: 3,
      figure: million === undefined ? NOT_MEASURED : million.firstStart.loaded / 1000,
      unit: ' s',
    },
    {
      name: 'Requests a second: overview ÷ a procedure that does nothing, both signed in (24,000 cases)',
      target: 0.3,
      figure: http.overview / http.signedIn,
      unit: '',
      atLeast: true,
    },
    {
      name: 'Requests a second: overview, signed in ÷ a procedure that does nothing, for anybody (24,000 cases)',
      target: 0.3,
      figure: http.overview / http.anybody,
      unit: '',
      atLeast: true,
    },
    {
      name: 'Longest event-loop pause during an import of 100,000 cases, by the clock',
      target: 50,
      figure: importPause.longestPause,
      unit: ' ms',
    },
    {
      name: 'The same, in processor time of the longest turn',
      target: 50,
      figure: importPause.longestTurn,
      unit: ' ms',
    },
    {
      name: 'Import: cases a second of processor time',
      target: 50_000,
      figure: importSpeed.cases / importSpeed.whole,
      unit: '',
      atLeast: true,
    },
    {
      name: 'Import: cases a second ÷ a bare loop that inserts the same rows one by one',
      target: 1,
      figure: importSpeed.floor.single / importSpeed.whole,
      unit: '',
      atLeast: true,
    },
    {
      name: 'Click to painted picture in a browser',
      target: 50,
      figure: 'see [the screens](benchmarks-screens.md)',
      unit: ' ms',
    },
    {
      name: 'PostgreSQL: rows that cross the wire ÷ cells of the answer',
      target: 1,
      figure: 'see `tests/integration/tally/three-engines.test.ts`',
      unit: '',
    },
  ];
}

function growthTargets(growths: readonly Growth[]): Target[] {
  const name = 'Slowest growth to 10,000,000 cases of a question of the first kind';
  if (growths.length === 0) return [{ name, target: 3, figure: 'run with `--ten-million`', unit: ' ×' }];
  return growths.map(({ providersEach, questions }) => ({
    name: `${name}, ${providersWords(providersEach)}`,
    target: 3,
    figure: Math.max(
      ...questions
        .filter(({ question }) => question.kind === 'totals')
        .map(({ before, after }) => after / before),
    ),
    unit: ' ×',
  }));
}

function providersWords(each: number): string {
  return each === 1
    ? 'with as many hospitals and surgeons'
    : `with ${each} times as many hospitals and surgeons`;
}

function targetRow({ name, target, figure, unit, atLeast = false }: Target): string[] {
  const aim = `${atLeast ? '≥' : '≤'} ${target}${unit}`;
  if (typeof figure === 'string') return [name, aim, figure, ''];
  const met = atLeast ? figure >= target : figure <= target;
  return [name, aim, `${threeDigits(figure)}${unit}`, met ? 'pass' : 'short'];
}

function tenTimes({ cases, providersEach, bytes, questions }: Growth): string[] {
  return [
    `## ${cases.toLocaleString('en-GB')} cases ${providersWords(providersEach)}`,
    '',
    'Made in memory alone, of the cases above, each ten times: nobody loaded them from a database. A funnel has a cell for each surgeon.',
    `The snapshot takes ${threeDigits(bytes / 2 ** 20)} MiB, ${threeDigits(bytes / cases)} bytes a case without expected risks.`,
    '',
    ...table(
      ['Question', 'before, ms', 'after, ms', 'growth'],
      questions.map(({ question, before, after }) => [
        question.name,
        ...[before, after, after / before].map(threeDigits),
      ]),
    ),
    '',
  ];
}

function sectionOf({ cases, bytes, bytesWithRisks, firstStart, start, comparisons }: Measurement): string[] {
  return [
    `## ${cases.toLocaleString('en-GB')} cases`,
    '',
    `The snapshot takes ${threeDigits(bytesWithRisks / 2 ** 20)} MiB, ${threeDigits(bytesWithRisks / cases)} bytes a case, and ${threeDigits(bytes / cases)} without expected risks.`,
    `A process could answer (by SQL) after ${threeDigits(start.listening / 1000)} s and had all cases in memory after ${threeDigits(start.loaded / 1000)} s`,
    `(${threeDigits(firstStart.loaded / 1000)} s the first time after the record changed).`,
    'All engines count without expected risks; what their sums add is told beside.',
    '',
    ...table(
      [
        'Question',
        'Cells',
        'Lamina, ms',
        'with risks, ms',
        'SQLite, ms',
        'DuckDB, ms',
        'Lamina ÷ SQLite',
        'Lamina ÷ DuckDB',
      ],
      comparisons.map(({ question, cells, columnar, withRisks, sqlite, duckDb }) => [
        question.name,
        String(cells),
        ...[columnar, withRisks, sqlite, duckDb, columnar / sqlite, columnar / duckDb].map(threeDigits),
      ]),
    ),
    '',
  ];
}

function importSection({ cases, whole, floor, parts }: ImportSpeed): string[] {
  const row = (name: string, seconds: number) => [
    name,
    threeDigits(seconds),
    threeDigits((seconds / cases) * 1e6),
    threeDigits(cases / seconds),
  ];
  return [
    '## Import',
    '',
    `Processor time, the garbage collector included, of a file in Lamina's CSV of ${cases.toLocaleString('en-GB')} cases of the demo network with all columns filled`,
    'as a registry would, read into an empty record. The floor inserts the same rows, outcome facts included, into the same tables in one transaction and does nothing else.',
    '',
    ...table(
      ['Part', 'seconds', 'µs a case', 'cases a second'],
      [
        ...parts.map(({ name, seconds }) => row(name, seconds)),
        row('the whole import', whole),
        row('floor: rows inserted one by one', floor.single),
        row('floor: rows inserted a hundred at a time', floor.hundreds),
      ],
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
