import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import type { Approach, Indication, Region, Urgency } from '@lamina/shared/domain/surgical-case.ts';
import { type WeightedChoice, weighted } from './draws.ts';

export interface ProcedureCaseMix {
  readonly share: number;
  /** Mean and standard deviation in years. */
  readonly age: readonly [number, number];
  readonly female: number;
  readonly revision: number;
  readonly minimallyInvasive: number;
  readonly levels: WeightedChoice<number>;
  readonly region: WeightedChoice<Region>;
  readonly urgency: WeightedChoice<Urgency>;
  /** Median and log standard deviation in minutes, for one level. */
  readonly duration: readonly [number, number];
  readonly bloodLoss: readonly [number, number];
  /** Median months of care without surgery before an elective operation. */
  readonly conservativeMonths: number;
  readonly walkingDistance: number;
}

const LEVELS_BEYOND_TWO = [3, 4, 5, 6, 7, 8] as const;

/** Shares of one and two levels; the rest falls off by half from three levels on. */
function levels(one: number, two: number): WeightedChoice<number> {
  const rest = 1 - one - two;
  return weighted([
    [1, one],
    [2, two],
    ...LEVELS_BEYOND_TWO.map((count, index) => [count, rest * 0.5 ** (index + 1)] as const),
  ]);
}

/**
 * Published: ages of laminectomy 66 ± 12 (NSQIP 2,358, Basques 2014) and fusion 60.6 ± 13.9 (NSQIP 1,861); operating time
 * 125.7 ± 82 minutes over all spinal operations (NSQIP 23,670). Age of discectomy, levels 60/25/15 % and revision 10–20 %
 * are the ranges chosen in docs/demo-network.md; California's laminectomies and fusions are about as frequent as each
 * other (CDPH 2024: 39,990 and 41,555).
 */
export const CASE_MIX: Readonly<Record<Procedure, ProcedureCaseMix>> = {
  discectomy: {
    share: 0.38,
    age: [46, 14],
    female: 0.45,
    revision: 0.1,
    minimallyInvasive: 0.35,
    levels: levels(0.93, 0.06),
    region: weighted([
      ['lumbar', 0.94],
      ['cervical', 0.05],
      ['thoracic', 0.01],
    ]),
    urgency: weighted([
      ['elective', 0.82],
      ['urgent', 0.13],
      ['emergency', 0.05],
    ]),
    duration: [70, 0.36],
    bloodLoss: [60, 0.8],
    conservativeMonths: 4.5,
    walkingDistance: 700,
  },
  laminectomy: {
    share: 0.31,
    age: [66, 12],
    female: 0.48,
    revision: 0.14,
    minimallyInvasive: 0.22,
    levels: levels(0.55, 0.3),
    region: weighted([
      ['lumbar', 0.86],
      ['cervical', 0.11],
      ['thoracic', 0.03],
    ]),
    urgency: weighted([
      ['elective', 0.91],
      ['urgent', 0.06],
      ['emergency', 0.03],
    ]),
    duration: [92, 0.38],
    bloodLoss: [150, 0.75],
    conservativeMonths: 8,
    walkingDistance: 250,
  },
  fusion: {
    share: 0.31,
    age: [60.6, 13.9],
    female: 0.55,
    revision: 0.19,
    minimallyInvasive: 0.22,
    levels: levels(0.6, 0.25),
    region: weighted([
      ['lumbar', 0.63],
      ['cervical', 0.34],
      ['thoracic', 0.03],
    ]),
    urgency: weighted([
      ['elective', 0.93],
      ['urgent', 0.05],
      ['emergency', 0.02],
    ]),
    duration: [152, 0.38],
    bloodLoss: [300, 0.75],
    conservativeMonths: 10,
    walkingDistance: 450,
  },
};

/** Lognormal with mean 30.3 and standard deviation 6.2 kg/m² (NSQIP 1,861 fusions): median 29.7, log standard deviation 0.2025. */
export const BODY_MASS_INDEX = { median: 29.68, spread: 0.2025 } as const;

/** Elective and urgent indications; `cervical` of fusion differs from the rest because neck fusion treats soft discs and myelopathy. */
export const INDICATIONS_BY_OPERATION: Readonly<
  Record<Procedure | 'cervicalFusion', WeightedChoice<Indication>>
> = {
  discectomy: weighted([
    ['disc-herniation', 0.93],
    ['degenerative-disc-disease', 0.05],
    ['other', 0.02],
  ]),
  laminectomy: weighted([
    ['stenosis', 0.82],
    ['spondylolisthesis', 0.09],
    ['disc-herniation', 0.06],
    ['other', 0.03],
  ]),
  fusion: weighted([
    ['spondylolisthesis', 0.42],
    ['degenerative-disc-disease', 0.22],
    ['stenosis', 0.2],
    ['scoliosis', 0.08],
    ['disc-herniation', 0.04],
    ['other', 0.04],
  ]),
  cervicalFusion: weighted([
    ['disc-herniation', 0.43],
    ['stenosis', 0.32],
    ['degenerative-disc-disease', 0.2],
    ['other', 0.05],
  ]),
};

/** Cauda equina syndrome always comes as an emergency, and is the commonest reason for an emergency discectomy. */
export const EMERGENCY_INDICATIONS: Readonly<Record<Procedure, WeightedChoice<Indication>>> = {
  discectomy: weighted([
    ['cauda-equina-syndrome', 0.75],
    ['disc-herniation', 0.25],
  ]),
  laminectomy: weighted([
    ['cauda-equina-syndrome', 0.35],
    ['stenosis', 0.25],
    ['other', 0.4],
  ]),
  fusion: weighted([
    ['cauda-equina-syndrome', 0.05],
    ['other', 0.95],
  ]),
};

export const APPROACHES_BY_OPERATION: Readonly<
  Record<'decompression' | 'cervicalDiscectomy' | 'lumbarFusion' | 'cervicalFusion', WeightedChoice<Approach>>
> = {
  decompression: weighted([['posterior', 1]]),
  cervicalDiscectomy: weighted([
    ['anterior', 0.7],
    ['posterior', 0.3],
  ]),
  lumbarFusion: weighted([
    ['posterior', 0.8],
    ['combined', 0.08],
    ['anterior', 0.06],
    ['lateral', 0.06],
  ]),
  cervicalFusion: weighted([
    ['anterior', 0.8],
    ['posterior', 0.17],
    ['combined', 0.03],
  ]),
};
