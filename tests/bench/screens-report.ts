import { cpus, loadavg } from 'node:os';
import type { ScreenChange } from './screens-change.ts';

export interface ScreenMeasurement {
  readonly cases: number;
  readonly surgeons: number;
  readonly screen: string;
  readonly changes: readonly ScreenChange[];
  /** Processor milliseconds a change: of the page's main thread, and of the server. */
  readonly pageProcessor: number;
  readonly serverProcessor: number;
}

const MEDIAN_TARGET = 50;
const TAIL_TARGET = 100;
/** The targets are for a network of this size. */
const TARGET_CASES = 24_000;

/** The page docs/benchmarks-screens.md. */
export function screensReportOf(measurements: readonly ScreenMeasurement[], minutes: number): string {
  const [processor] = cpus();
  const ofTarget = measurements.filter(({ cases }) => cases === TARGET_CASES);
  const changes = Math.min(...measurements.map((measurement) => measurement.changes.length));
  return [
    '# Benchmarks of the screens',
    '',
    'Written by `pnpm bench:screens`; do not edit. How long a reader waits between a click on a filter and the picture that belongs to it,',
    'in Chromium without a window, over the server as `lamina serve` runs it, on one machine.',
    '',
    `At least ${changes} changes of each screen: ages, then indications, are ticked and unticked in the open choice so that no selection`,
    'comes twice, and neither the page nor the server has the answer already. The mouse clicks without having pointed first.',
    '',
    '- **Click**: the time stamp of the click event itself, which is when the browser received it.',
    '- **Painted**: in the document the number of cases in the screen’s head differs or the figures are no longer marked as busy, either of',
    '  which comes in one piece with the whole picture; from the next animation frame a message is posted, and it arrives after that frame',
    '  was painted. Frames come every 16.7 ms.',
    '- **Before asking**: click to the request. **Server**: request to the first byte of the answer. **Transfer**: to its last byte.',
    '  **Drawing**: from there to painted. Medians each, so they do not add up to the median of the whole.',
    '- **Processor**: time of the page’s main thread and of the server process, a change on average, which a busy machine does not stretch.',
    '- On Trend the picture is the control chart; the monitoring charts below it are asked for when it is there.',
    '',
    `Node ${process.version}, ${cpus().length} × ${processor?.model ?? 'unknown'}; ${minutes.toFixed(1)} minutes.`,
    `Processes that wanted a processor at the end, on average of five minutes: ${(loadavg()[1] ?? 0).toFixed(1)}. Where that is more than`,
    'there are processors, only the processor times mean anything.',
    '',
    `## Targets, at ${TARGET_CASES.toLocaleString('en-GB')} cases`,
    '',
    ...table(
      ['Screen', 'Median, ms', `At most ${MEDIAN_TARGET}`, '95th percentile, ms', `At most ${TAIL_TARGET}`],
      ofTarget.map((measurement) => {
        const waits = measurement.changes.map(({ painted }) => painted);
        return [
          nameOf(measurement),
          whole(quantile(waits, 0.5)),
          quantile(waits, 0.5) <= MEDIAN_TARGET ? 'pass' : 'short',
          whole(quantile(waits, 0.95)),
          quantile(waits, 0.95) <= TAIL_TARGET ? 'pass' : 'short',
        ];
      }),
    ),
    '',
    '## Where the time goes',
    '',
    ...table(
      [
        'Cases',
        'Screen',
        'Median',
        '95 %',
        'Before asking',
        'Server',
        'Transfer',
        'Drawing',
        'Processor: page',
        'Processor: server',
        'Answer, KB',
      ],
      measurements.map(rowOf),
    ),
    '',
    'All times in milliseconds.',
    '',
  ].join('\n');
}

function rowOf(measurement: ScreenMeasurement): string[] {
  const { cases, changes, pageProcessor, serverProcessor } = measurement;
  const median = (part: (change: ScreenChange) => number) => whole(quantile(changes.map(part), 0.5));
  return [
    cases.toLocaleString('en-GB'),
    nameOf(measurement),
    median(({ painted }) => painted),
    whole(
      quantile(
        changes.map(({ painted }) => painted),
        0.95,
      ),
    ),
    median(({ asked }) => asked),
    median(({ asked, answered }) => answered - asked),
    median(({ answered, received }) => received - answered),
    median(({ received, painted }) => painted - received),
    whole(pageProcessor),
    whole(serverProcessor),
    median(({ bytes }) => bytes / 1000),
  ];
}

function nameOf({ screen, surgeons }: ScreenMeasurement): string {
  return screen === 'Compare' ? `${screen}, ${surgeons} surgeons` : screen;
}

function quantile(values: readonly number[], share: number): number {
  const ordered = values.toSorted((left, right) => left - right);
  return ordered[Math.ceil(share * ordered.length) - 1] ?? Number.NaN;
}

function whole(value: number): string {
  return String(Math.round(value));
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)];
}
