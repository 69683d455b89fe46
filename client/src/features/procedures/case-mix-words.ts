import type { Characteristic } from '@lamina/shared/contract/procedures.ts';
import { NOTABLE_STANDARDISED_DIFFERENCE as NOTABLE } from '@lamina/shared/statistics/comparison.ts';
import { formatProportion } from '../../lib/format.ts';
import { ageBandInWords, inWords } from '../../lib/words.ts';

export { NOTABLE };

const NAMES: Readonly<Record<Characteristic['characteristic'], string>> = {
  indication: 'Indication',
  ageBand: 'Age',
  sex: 'Sex',
  asaClass: 'ASA class',
  diabetes: 'Diabetes',
  smoker: 'Smoking',
  revision: 'Earlier operation',
  levels: 'Levels operated on',
  region: 'Region',
  urgency: 'Urgency',
};

const YES: Partial<Record<Characteristic['characteristic'], string>> = {
  diabetes: 'With diabetes',
  smoker: 'Smokers',
  revision: 'Revisions',
};

export function characteristicInWords(characteristic: Characteristic['characteristic']): string {
  return NAMES[characteristic];
}

export function levelInWords(characteristic: Characteristic['characteristic'], level: string): string {
  if (level === 'true') return YES[characteristic] ?? 'Yes';
  if (characteristic === 'ageBand') return ageBandInWords(level);
  if (characteristic === 'asaClass') return `ASA ${level}`;
  if (characteristic !== 'levels') return inWords(level);
  return level === '1'
    ? '1 level'
    : `${level.endsWith('+') ? `${level.slice(0, -1)} or more` : level} levels`;
}

/** 'The groups differ in 5 of 10 characteristics, most in spondylolisthesis: 9.1 % before decompression, 68 % before fusion' */
export function caseMixFinding(characteristics: readonly Characteristic[]): string {
  const size = ({ standardisedDifference }: Characteristic) => Math.abs(standardisedDifference ?? 0);
  const all = new Set(characteristics.map(({ characteristic }) => characteristic));
  const notable = characteristics.filter((entry) => size(entry) >= NOTABLE);
  const [most] = notable.toSorted((one, other) => size(other) - size(one));
  if (most === undefined) return 'The groups are alike in every characteristic that is recorded';
  const differing = new Set(notable.map(({ characteristic }) => characteristic));
  const share = ({ numerator, denominator }: Characteristic['fusion']) =>
    formatProportion(numerator / denominator);
  return `The groups differ in ${differing.size} of ${all.size} characteristics, most in ${NAMES[most.characteristic].replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase())} “${levelInWords(most.characteristic, most.level)}”: ${share(most.decompression)} with decompression alone, ${share(most.fusion)} with fusion`;
}
