import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { cusumSection } from './cusum.ts';
import { funnelSection } from './funnel.ts';
import { intervalsSection } from './intervals.ts';
import { alignedTables } from './markdown-table.ts';

/** Every simulated figure follows from this seed; the others are enumerated. */
const seed = 20260401;

const target = resolve(import.meta.dirname, '../../docs/calibration.md');

const page = [
  '# Calibration',
  '',
  `Written by \`pnpm calibrate\` from the seed ${seed}; the same seed gives the same page. Do not edit.`,
  '',
  intervalsSection(),
  funnelSection(seed),
  cusumSection(seed),
].join('\n');

mkdirSync(resolve(target, '..'), { recursive: true });
writeFileSync(target, alignedTables(page));
console.log(`Wrote ${target}`);
