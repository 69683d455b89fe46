import { createRandomSource, type RandomSource } from '@lamina/shared/statistics/distributions.ts';
import type { DemoOptions } from './demo-options.ts';
import { type DemoSurgeon, drawShares, drawSurgeons, surgeonsByHospital } from './demo-surgeons.ts';
import { clamp, type WeightedChoice, weighted } from './draws.ts';
import { drawHospitalEffects, type HospitalEffects } from './hospital-effects.ts';
import { hospitalName } from './hospital-names.ts';
import type { SignalPlaces } from './planted-signals.ts';
import { assignRoles, type ReportingGap } from './provider-roles.ts';
import { RISKED_OUTCOMES } from './published-rates.ts';

export interface DemoHospital {
  readonly code: string;
  readonly name: string;
  /** Share of all cases. */
  readonly share: number;
  readonly effects: HospitalEffects;
  /** Log ratio of nights: habits, not case mix, make most long stays (75 % of them have no complication: Adogwa). */
  readonly stay: number;
  /** Share of elective patients who come in the day before. */
  readonly admittedDayBefore: number;
  /** Log odds of answering questionnaires. */
  readonly promResponse: number;
  /** Factor on the share of missing fields. */
  readonly missing: number;
  readonly gap: ReportingGap | null;
  readonly surgeons: readonly DemoSurgeon[];
  readonly surgeonChoice: WeightedChoice<DemoSurgeon>;
}

export interface Providers {
  readonly hospitals: readonly DemoHospital[];
  readonly surgeons: readonly DemoSurgeon[];
  readonly places: SignalPlaces;
}

const SIZE_SPREAD = 0.35;
const STAY_SPREAD = 0.12;
const MISSING_SPREAD = 0.4;
const PROM_RESPONSE_SPREAD = 0.2;

function shuffled(random: RandomSource, count: number): number[] {
  return Array.from({ length: count }, (_, index) => ({ index, key: random.uniform() }))
    .sort((a, b) => a.key - b.key)
    .map(({ index }) => index);
}

/** The outlier is the busiest surgeon of the hospital; but for the planted odds, an average one. */
function outlyingSurgeon(hospital: DemoHospital | undefined): number | null {
  const busiest = hospital?.surgeons.toSorted((a, b) => b.share - a.share || a.index - b.index)[0];
  if (busiest === undefined) return null;
  busiest.effects[RISKED_OUTCOMES.indexOf('duralTear')] = 0;
  return busiest.index;
}

/** Hospitals and surgeons, their sizes, habits and true effects: from the seed alone, so that they can be described before any case is drawn. */
export function drawProviders(options: DemoOptions): Providers {
  const random = createRandomSource(options.seed);
  const shares = drawShares(random, options.hospitals, SIZE_SPREAD, 1);
  const { roles, places, outlierHospital } = assignRoles(shares);
  const effects = drawHospitalEffects(random, shares, roles);
  const names = shuffled(random, options.hospitals).map(hospitalName);
  const codes = shuffled(random, options.surgeons).map((code) => `S${String(code + 1).padStart(4, '0')}`);
  const counts = surgeonsByHospital(shares, options.surgeons);
  let firstSurgeon = 0;
  const hospitals = effects.map((hospitalEffects, index): DemoHospital => {
    const share = shares[index] ?? 0;
    const ownCodes = codes.slice(firstSurgeon, firstSurgeon + (counts[index] ?? 1));
    const surgeons = drawSurgeons(random, index, share, firstSurgeon, ownCodes);
    firstSurgeon += surgeons.length;
    return {
      code: `H${String(index + 1).padStart(3, '0')}`,
      name: names[index] ?? '',
      share,
      effects: hospitalEffects,
      stay: random.normal(0, STAY_SPREAD),
      admittedDayBefore: clamp(random.normal(0.12, 0.05), 0, 0.3),
      promResponse: random.normal(0, PROM_RESPONSE_SPREAD),
      missing: clamp(Math.exp(random.normal(0, MISSING_SPREAD)), 0.4, 2.5),
      gap: roles[index]?.gap ?? null,
      surgeons,
      surgeonChoice: weighted(surgeons.map((surgeon) => [surgeon, surgeon.share])),
    };
  });
  return {
    hospitals,
    surgeons: hospitals.flatMap((hospital) => hospital.surgeons),
    places: { ...places, tearSurgeon: outlyingSurgeon(hospitals[outlierHospital]) },
  };
}
