import type { Calendar, DayNumber } from './calendar.ts';
import type { RiskedOutcome } from './published-rates.ts';

/** What a planted signal acts on: risks, the stay (with walking), or the recording of dural tears without any tear. */
export type SignalTarget = RiskedOutcome | 'stay' | 'duralTearRecording';

export type SignalKind = 'step' | 'drift' | 'outlier' | 'coding-artefact' | 'improvement' | 'subtle';

export interface PlantedSignal {
  readonly id: string;
  readonly kind: SignalKind;
  readonly title: string;
  readonly direction: 'worse' | 'better' | 'recording-only';
  readonly targets: readonly SignalTarget[];
  readonly indicators: readonly string[];
  /** Exactly one of the two is set: an index into the hospitals or into the surgeons. */
  readonly hospital: number | null;
  readonly surgeon: number | null;
  /** The first day that is affected, and the first with the full effect (the same for a step). */
  readonly from: DayNumber;
  readonly fullFrom: DayNumber;
  readonly measure: 'odds-ratio' | 'ratio-of-nights';
  readonly size: number;
  readonly usual: UsualLevel;
}

/** The first indicator over all procedures without the signal, and the share of it that the signal acts on. */
export interface UsualLevel {
  readonly mean: number;
  readonly standardDeviation: number;
  readonly responding: number;
}

function usualProportion(mean: number, responding = 1): UsualLevel {
  return { mean, standardDeviation: Math.sqrt(mean * (1 - mean)), responding };
}

/** Who gets which part; an index that the network is too small for is null, and its signal is left out. */
export interface SignalPlaces {
  readonly infectionHospital: number | null;
  readonly readmissionHospital: number | null;
  readonly codingHospital: number | null;
  readonly improvingHospital: number | null;
  readonly subtleHospital: number | null;
  readonly tearSurgeon: number | null;
}

interface SignalPlan extends Omit<PlantedSignal, 'hospital' | 'surgeon' | 'from' | 'fullFrom'> {
  readonly place: keyof SignalPlaces;
  readonly startsMonthsBeforeEnd: number | 'always';
  readonly fullAfterMonths: number;
}

const PLANS: readonly SignalPlan[] = [
  {
    id: 'infection-step',
    kind: 'step',
    title: 'The odds of an infection of any depth double at one hospital from one day to the next.',
    direction: 'worse',
    targets: ['complexInfection', 'woundInfection'],
    indicators: [
      'infection-30-days',
      'infection-90-days',
      'complex-infection-fusion',
      'complex-infection-laminectomy',
    ],
    place: 'infectionHospital',
    startsMonthsBeforeEnd: 30,
    fullAfterMonths: 0,
    measure: 'odds-ratio',
    size: 2,
    usual: usualProportion(0.021),
  },
  {
    id: 'dural-tear-surgeon',
    kind: 'outlier',
    title: 'One surgeon tears the dura with three times the odds of colleagues, all the time.',
    direction: 'worse',
    targets: ['duralTear'],
    indicators: ['dural-tear'],
    place: 'tearSurgeon',
    startsMonthsBeforeEnd: 'always',
    fullAfterMonths: 0,
    measure: 'odds-ratio',
    size: 3,
    usual: usualProportion(0.035),
  },
  {
    id: 'readmission-drift',
    kind: 'drift',
    title: 'Readmissions that no other complication explains rise slowly at one hospital, over two years.',
    direction: 'worse',
    targets: ['readmission'],
    indicators: ['readmission-30-days', 'readmission-90-days'],
    place: 'readmissionHospital',
    startsMonthsBeforeEnd: 30,
    fullAfterMonths: 24,
    measure: 'odds-ratio',
    size: 3,
    usual: usualProportion(0.04, 0.47),
  },
  {
    id: 'dural-tear-coding',
    kind: 'coding-artefact',
    title:
      'One hospital begins to record dural tears from coding: twice the odds on record, no change in the operating theatre.',
    direction: 'recording-only',
    targets: ['duralTearRecording'],
    indicators: ['dural-tear'],
    place: 'codingHospital',
    startsMonthsBeforeEnd: 24,
    fullAfterMonths: 0,
    measure: 'odds-ratio',
    size: 2,
    usual: usualProportion(0.035),
  },
  {
    id: 'stay-improvement',
    kind: 'improvement',
    title: 'One hospital sends patients home ever sooner, and has them walk sooner, over two years.',
    direction: 'better',
    targets: ['stay'],
    indicators: ['length-of-stay', 'stay-one-to-four-nights', 'walked-within-a-day'],
    place: 'improvingHospital',
    startsMonthsBeforeEnd: 36,
    fullAfterMonths: 24,
    measure: 'ratio-of-nights',
    size: 0.7,
    usual: { mean: 2.5, standardDeviation: 1.9, responding: 1 },
  },
  {
    id: 'return-to-theatre-subtle',
    kind: 'subtle',
    title:
      'The odds of a return to theatre rise by a tenth at one hospital: too little to be told from chance.',
    direction: 'worse',
    targets: ['returnToTheatre'],
    indicators: ['return-to-theatre-30-days', 'return-to-theatre-90-days'],
    place: 'subtleHospital',
    startsMonthsBeforeEnd: 24,
    fullAfterMonths: 0,
    measure: 'odds-ratio',
    size: 1.1,
    usual: usualProportion(0.017, 0.5),
  },
];

/** The signals of a network; one that would have to begin before the network does begins with it. */
export function plantSignals(places: SignalPlaces, calendar: Calendar): PlantedSignal[] {
  return PLANS.flatMap(({ place, startsMonthsBeforeEnd, fullAfterMonths, ...plan }) => {
    const index = places[place];
    if (index === null) return [];
    const planned =
      startsMonthsBeforeEnd === 'always'
        ? calendar.firstDay
        : calendar.monthsBeforeEnd(startsMonthsBeforeEnd);
    const fullFrom =
      startsMonthsBeforeEnd === 'always'
        ? calendar.firstDay
        : calendar.monthsBeforeEnd(startsMonthsBeforeEnd - fullAfterMonths);
    return [
      {
        ...plan,
        hospital: place === 'tearSurgeon' ? null : index,
        surgeon: place === 'tearSurgeon' ? index : null,
        from: Math.max(planned, calendar.firstDay),
        fullFrom: Math.max(fullFrom, calendar.firstDay),
      },
    ];
  });
}

/** Log of the ratio in force on a day: 0 before, rising evenly to the full size. */
export function logSizeOn(signal: PlantedSignal, day: DayNumber): number {
  if (day < signal.from) return 0;
  const full = Math.log(signal.size);
  if (day >= signal.fullFrom) return full;
  return (full * (day - signal.from)) / (signal.fullFrom - signal.from);
}
