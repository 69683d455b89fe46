import { closeSync, openSync, writeSync } from 'node:fs';
import { generateDemoNetwork } from '@lamina/server/demo/demo-network.ts';
import { completeDemoOptions } from '@lamina/server/demo/demo-options.ts';
import {
  EVENT_COLUMNS,
  LAMINA_COLUMNS,
  PROM_COLUMNS,
  timepointSuffix,
} from '@lamina/server/intake/formats/lamina-columns.ts';
import type { SurgicalCase } from '@lamina/shared/domain/surgical-case.ts';

const CASES_AT_ONCE = 1000;
const HEADER = LAMINA_COLUMNS.map(({ name }) => name);

/** Writes the demo network as a file in Lamina's CSV, every column of it, and returns the data cut-off. */
export function writeNetworkFile(file: string, cases: number, seed: number): string {
  const options = { cases, seed, lastMonth: '2026-03' };
  const network = generateDemoNetwork(completeDemoOptions(options, '2026-04-01'));
  const descriptor = openSync(file, 'w');
  try {
    writeSync(descriptor, `${HEADER.join()}\n`);
    let lines: string[] = [];
    for (const surgicalCase of network.cases) {
      const values = valuesOf(surgicalCase, network.cutOff);
      lines.push(`${HEADER.map((column) => quoted(values.get(column))).join()}\n`);
      if (lines.length < CASES_AT_ONCE) continue;
      writeSync(descriptor, lines.join(''));
      lines = [];
    }
    writeSync(descriptor, lines.join(''));
  } finally {
    closeSync(descriptor);
  }
  return network.cutOff;
}

/** By column. */
function valuesOf(surgicalCase: SurgicalCase, cutOff: string): Map<string, unknown> {
  const { sourceCaseId, hospital, events, observed, proms, operationYear: _, ...fields } = surgicalCase;
  const values = new Map<string, unknown>([
    ['case_id', sourceCaseId],
    ['hospital', hospital.code],
    ['hospital_name', hospital.name],
    ['followed_until', cutOff],
  ]);
  for (const [name, value] of Object.entries(fields)) {
    const column = name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    if (HEADER.includes(column)) values.set(column, typeof value === 'boolean' ? yesNo(value) : value);
  }
  for (const [kind, { prefix }] of Object.entries(EVENT_COLUMNS)) {
    if (kind in observed) values.set(prefix, 'no');
  }
  for (const { kind, onsetDate, source, depth, presentAtSurgery } of events) {
    const { prefix } = EVENT_COLUMNS[kind];
    values.set(prefix, 'yes').set(`${prefix}_date`, onsetDate).set(`${prefix}_found_by`, source);
    if (kind !== 'infection') continue;
    values.set('infection_depth', depth);
    if (presentAtSurgery !== null) values.set('infection_present_at_surgery', yesNo(presentAtSurgery));
  }
  if ('proms' in observed) values.set('proms_requested', 'yes');
  for (const { instrument, timepoint, score, answeredOn } of proms) {
    const suffix = timepointSuffix(timepoint);
    values.set(`${PROM_COLUMNS[instrument].prefix}_${suffix}`, score).set(`proms_date_${suffix}`, answeredOn);
  }
  return values;
}

function yesNo(value: boolean): 'yes' | 'no' {
  return value ? 'yes' : 'no';
}

function quoted(value: unknown): string {
  const text = String(value ?? '');
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
