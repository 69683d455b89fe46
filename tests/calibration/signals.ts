import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { SignalTruth } from '@lamina/server/demo/ground-truth.ts';
import type { Candidate } from '@lamina/server/services/signal-candidate.service.ts';
import {
  FALSE_DISCOVERY_RATE,
  type Selected,
  selectSignals,
} from '@lamina/server/services/signal-selection.service.ts';
import { type SignalNetwork, signalNetwork } from '../support/signal-network.ts';
import { alignedTables } from './markdown-table.ts';
import { floorsOf } from './signal-floors.ts';

/** Networks of each kind; the seeds are 1, 2, 3 … */
const seeds = Number(process.argv[2] ?? 8);
const lastMonth = '2026-09';
const target = resolve(import.meta.dirname, '../../docs/signals-measured.md');

const FLOOR_NOTE =
  'simulated courses with the usual events of each planted signal of seed 1, a lasting step at its first day, at the p-value that the lists of seed 1 let pass for one entry more. The floor is the smallest ratio with 80 % power; power is that at the planted ratio, as if it had been there in full since the first day.';

const OUTCOMES = [
  ['infection', 'woundInfection'],
  ['complex-infection', 'complexInfection'],
  ['dural-tear', 'duralTear'],
  ['nerve-root-injury', 'nerveRootInjury'],
] as const;

type Kind = Parameters<typeof signalNetwork>[1];

const KINDS = ['nobody-differs', 'nothing-planted', 'planted'] as const;
/** Which of them, apart by commas; all of them when not said. */
const kinds = KINDS.filter((kind) => process.argv[3]?.split(',').includes(kind) ?? true);

interface Row {
  readonly kind: Kind;
  readonly seed: number;
  readonly changed: number;
  readonly outside: number;
  readonly falseChanges: number;
  readonly wrongSides: number;
}

const rows: Row[] = [];
const found: string[] = [];
const floors: string[] = [];
for (const kind of kinds) {
  for (let seed = 1; seed <= seeds; seed += 1) {
    await using network = await signalNetwork({ seed, lastMonth }, kind);
    const changed = selectSignals(network.screening.changed);
    const outside = selectSignals(network.screening.outside);
    rows.push({
      kind,
      seed,
      changed: changed.length,
      outside: outside.length,
      falseChanges: changed.filter((signal) => !isPlanted(network, signal)).length,
      wrongSides:
        kind === 'nobody-differs'
          ? outside.length
          : outside.filter((signal) => isWrong(network, signal)).length,
    });
    if (kind === 'planted') {
      for (const truth of network.truth.signals) {
        found.push(foundOf(network, truth, seed, changed, outside));
        if (seed === 1) floors.push(...floorOf(network, truth, changed.length, outside.length));
      }
    }
    console.log(JSON.stringify(rows.at(-1)));
  }
}

writeFileSync(
  target,
  alignedTables(
    [
      '# Signals, measured',
      '',
      `Written by \`node tests/calibration/signals.ts ${seeds} ${kinds.join(',')}\`: demo networks of 24,000 cases, seeds 1 to ${seeds}, last month ${lastMonth}. Do not edit. What the columns mean is in signals.md.`,
      '',
      '| network | seed | changed | of them false | outside | of them on the wrong side |',
      '| --- | --: | --: | --: | --: | --: |',
      ...rows.map(
        (row) =>
          `| ${row.kind} | ${row.seed} | ${row.changed} | ${row.falseChanges} | ${row.outside} | ${row.wrongSides} |`,
      ),
      ...kinds.map((kind) => {
        const own = rows.filter((row) => row.kind === kind);
        const sum = (value: (row: Row) => number) => own.reduce((total, row) => total + value(row), 0);
        return `| ${kind} | all | ${sum((row) => row.changed)} | ${sum((row) => row.falseChanges)} | ${sum((row) => row.outside)} | ${sum((row) => row.wrongSides)} |`;
      }),
      '',
      '| planted signal | seed | excess over noise | listed as changed | strongest course (p) | listed as outside | strongest position (p) |',
      '| --- | --: | --: | --- | --- | --- | --- |',
      ...found,
      '',
      `Detection floors: the tests of the overview on ${FLOOR_NOTE}`,
      '',
      '| planted signal | usual events since | planted ratio | floor, changed | power | floor, outside since | power |',
      '| --- | --: | --: | --: | --: | --: | --: |',
      ...floors,
      '',
    ].join('\n'),
  ),
);

/** Whether a change belongs to a planted signal or follows from one: at the same hospital, at one of its surgeons, or of all together. */
function isPlanted({ truth, hospitals }: SignalNetwork, { candidate }: Selected<Candidate>): boolean {
  if (truth.signals.length === 0) return false;
  const { by, id } = candidate.unit;
  return by !== 'hospital' || truth.signals.some(({ hospital }) => hospitals.get(hospital) === id);
}

/** A position of a hospital whose true odds ratios lie wholly on the other side; of others the truth is not one number. */
function isWrong({ truth, hospitals }: SignalNetwork, { candidate }: Selected<Candidate>): boolean {
  if (candidate.unit.by !== 'hospital' || candidate.kind !== 'outside') return false;
  const hospital = truth.hospitals.find(({ code }) => hospitals.get(code) === candidate.unit.id);
  const outcome = OUTCOMES.find(([start]) => candidate.indicator.id.startsWith(start))?.[1];
  if (hospital === undefined || outcome === undefined) return false;
  if (truth.signals.some((signal) => signal.hospital === hospital.code)) return false;
  const ratios = Object.values(hospital.oddsRatios).map((ratio) => ratio[outcome]);
  return ratios.every((ratio) => (candidate.direction === 'above' ? ratio < 1 : ratio > 1));
}

function foundOf(
  { screening, hospitals, surgeons }: SignalNetwork,
  truth: SignalTruth,
  seed: number,
  changed: readonly Selected<Candidate>[],
  outside: readonly Selected<Candidate>[],
): string {
  const by = truth.surgeon === null ? 'hospital' : 'surgeon';
  const id = truth.surgeon === null ? hospitals.get(truth.hospital) : surgeons.get(truth.surgeon);
  const isIts = ({ unit, indicator }: Candidate) =>
    unit.by === by && unit.id === id && truth.indicators.includes(indicator.id);
  const listed = (signals: readonly Selected<Candidate>[]) =>
    signals.some(({ candidate, also }) => [candidate, ...also].some(isIts)) ? 'yes' : '–';
  const strongest = (candidates: readonly Candidate[]) => {
    const [best] = candidates.filter(isIts).toSorted((one, other) => one.pValue - other.pValue);
    if (best === undefined) return 'too small to be followed';
    const when = best.kind === 'changed' ? `, from ${best.since}` : '';
    return `${best.indicator.id}, ${best.procedure ?? 'all'}${when} (${best.pValue.toPrecision(1)})`;
  };
  return `| ${truth.id} | ${seed} | ${truth.expected.signalToNoise.toFixed(1)} | ${listed(changed)} | ${strongest(screening.changed)} | ${listed(outside)} | ${strongest(screening.outside)} |`;
}

/** For events at a hospital: a surgeon who always differs, and stays, are no step of a rate. */
function floorOf(
  { screening }: SignalNetwork,
  truth: SignalTruth,
  changed: number,
  outside: number,
): string[] {
  if (truth.surgeon !== null || truth.measure !== 'odds-ratio') return [];
  const levelOf = (listed: number, made: number) => (FALSE_DISCOVERY_RATE * (listed + 1)) / made;
  const { planted, usualEvents, change, departure, changePower, departurePower } = floorsOf(
    truth,
    lastMonth,
    levelOf(changed, screening.changed.length),
    levelOf(outside, screening.outside.length),
  );
  const [first, second] = [change, departure].map((floor) => floor?.toFixed(1) ?? 'beyond 6');
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  return [
    `| ${truth.id} | ${usualEvents.toFixed(0)} | ${planted.toFixed(2)} | ${first} | ${percent(changePower)} | ${second} | ${percent(departurePower)} |`,
  ];
}
