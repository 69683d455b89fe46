import { cpus, loadavg } from 'node:os';
import { HAND, type MeasuredChange } from './screens-change.ts';

export interface ScreenMeasurement {
  readonly cases: number;
  readonly surgeons: number;
  readonly screen: string;
  /** The pointer arrives, presses and lets go in one moment; or it rests and presses as a hand does. */
  readonly atOnce: readonly MeasuredChange[];
  readonly byHand: readonly MeasuredChange[];
  /** Processor milliseconds a change, with all that follows it: of the page's main thread, and of the server. */
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
  const changes = Math.min(...measurements.flatMap(({ atOnce, byHand }) => [atOnce.length, byHand.length]));
  return [
    '# Benchmarks of the screens',
    '',
    'Written by `pnpm bench:screens`; do not edit. How long a reader waits between a click on a filter and the picture that belongs to it,',
    'in Chromium without a window, over the server as `lamina serve` runs it, on one machine.',
    '',
    `At least ${changes} changes of each screen in each way: ages, then indications, then ASA classes are ticked and unticked in the open`,
    'choice so that no selection comes twice, and neither the page nor the server has the answer from before.',
    '',
    `- **By hand**: the pointer rests on the choice for ${HAND.rest} ms, then presses for ${HAND.press} ms, and the click comes with letting go. The screens use`,
    '  that time: what the reader is about to choose is asked for once the pointer has rested for 50 ms, or at the press. Lists of cases',
    '  are not, because each list asked for is noted as looked at.',
    '- **At once**: the pointer arrives, presses and lets go in one moment, as no hand does: nothing is known before the click.',
    '',
    '- **Click**: the time stamp of the click event itself, which is when the browser received it.',
    '- **Painted**: the chips name the new filter and the figures are not marked as busy, which comes in one piece with the whole picture;',
    '  from the next animation frame a message is posted, and it arrives after that frame was painted. Frames come every 16.7 ms.',
    '- **Before asking**: click to the request. **Server**: request to the first byte of the answer. **Transfer**: to its last byte.',
    '  **Drawing**: from there to painted. Medians each, so they do not add up to the median of the whole.',
    '- **Out of sight too**: what is scrolled out of the window is drawn after what is in it was painted; click until all of it is.',
    '- **Processor**: time of the page’s main thread from the click, or from pointing where that comes with it, and of the server from',
    '  pointing, until what is out of sight is drawn too: medians, which a busy machine hardly stretches. **In all**: a change of either way on average, with what',
    '  follows it, such as signals and monitoring, and with the measuring.',
    '- On Trend the picture is the control chart; the monitoring charts below it are asked for when it is there.',
    '',
    `Node ${process.version}, ${cpus().length} × ${processor?.model ?? 'unknown'}; ${minutes.toFixed(1)} minutes.`,
    `Processes that wanted a processor at the end, on average of five minutes: ${(loadavg()[1] ?? 0).toFixed(1)}. Where that is more than`,
    'there are processors, only the processor times mean anything.',
    '',
    `## Targets, at ${TARGET_CASES.toLocaleString('en-GB')} cases`,
    '',
    ...table(
      [
        'Screen',
        'By hand: median, ms',
        `At most ${MEDIAN_TARGET}`,
        '95 %, ms',
        `At most ${TAIL_TARGET}`,
        'At once: median, ms',
        '95 %, ms',
      ],
      ofTarget.map((measurement) => {
        const waits = measurement.byHand.map(({ painted }) => painted);
        const sudden = measurement.atOnce.map(({ painted }) => painted);
        return [
          nameOf(measurement),
          whole(quantile(waits, 0.5)),
          quantile(waits, 0.5) <= MEDIAN_TARGET ? 'pass' : 'short',
          whole(quantile(waits, 0.95)),
          quantile(waits, 0.95) <= TAIL_TARGET ? 'pass' : 'short',
          whole(quantile(sudden, 0.5)),
          whole(quantile(sudden, 0.95)),
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
        'Way',
        'Median',
        '95 %',
        'Before asking',
        'Server',
        'Transfer',
        'Drawing',
        'Out of sight too',
        'Processor: page',
        'Processor: server',
        'In all: page',
        'In all: server',
        'Answer, KB',
      ],
      measurements.flatMap((measurement) => [
        rowOf(measurement, 'by hand', measurement.byHand),
        rowOf(measurement, 'at once', measurement.atOnce),
      ]),
    ),
    '',
    'All times in milliseconds.',
    '',
  ].join('\n');
}

function rowOf(measurement: ScreenMeasurement, way: string, changes: readonly MeasuredChange[]): string[] {
  const { cases, pageProcessor, serverProcessor } = measurement;
  const median = (part: (change: MeasuredChange) => number) => whole(quantile(changes.map(part), 0.5));
  return [
    cases.toLocaleString('en-GB'),
    nameOf(measurement),
    way,
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
    median(({ whole }) => whole),
    median((change) => change.pageProcessor),
    median((change) => change.serverProcessor),
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
