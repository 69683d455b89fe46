import type { SignalPlaces } from './planted-signals.ts';
import type { RiskedOutcome } from './published-rates.ts';

/** What a hospital does not report, or not as long as the others. */
export type ReportingGap = 'no-proms' | 'no-nerve-root-injury' | 'infections-for-30-days';

type HospitalPlace = Exclude<keyof SignalPlaces, 'tearSurgeon'>;

/** The largest hospitals carry the signals, in this order; the smallest have the gaps. */
const PLACES_BY_SIZE: readonly HospitalPlace[] = [
  'infectionHospital',
  'readmissionHospital',
  'codingHospital',
  'improvingHospital',
  'subtleHospital',
];
const GAPS_BY_SIZE: readonly ReportingGap[] = ['no-proms', 'no-nerve-root-injury', 'infections-for-30-days'];

/** Where a signal is planted the hospital starts from the network's average, so that the planted size is all there is. */
const AVERAGE_AT: Readonly<Record<HospitalPlace, readonly RiskedOutcome[]>> = {
  infectionHospital: ['complexInfection', 'woundInfection'],
  readmissionHospital: ['readmission'],
  codingHospital: ['duralTear'],
  improvingHospital: [],
  subtleHospital: ['returnToTheatre'],
};

export interface HospitalRole {
  readonly average: readonly RiskedOutcome[];
  readonly gap: ReportingGap | null;
}

export interface HospitalRoles {
  readonly roles: readonly HospitalRole[];
  /** Hospital of each signal; null where the network has too few. */
  readonly places: Readonly<Record<HospitalPlace, number | null>>;
  /** Hospital whose busiest surgeon is the outlier: never the one where the recording of dural tears changes. */
  readonly outlierHospital: number;
}

export function assignRoles(shares: readonly number[]): HospitalRoles {
  const bySize = shares
    .map((_, hospital) => hospital)
    .sort((a, b) => (shares[b] ?? 0) - (shares[a] ?? 0) || a - b);
  const firstGap = Math.max(PLACES_BY_SIZE.length, shares.length - GAPS_BY_SIZE.length);
  const roles = new Map(
    bySize.map((hospital, rank) => {
      const place = PLACES_BY_SIZE[rank];
      const average = place === undefined ? [] : AVERAGE_AT[place];
      return [hospital, { average, gap: GAPS_BY_SIZE[rank - firstGap] ?? null }];
    }),
  );
  return {
    roles: shares.map((_, hospital) => roles.get(hospital) ?? { average: [], gap: null }),
    places: {
      infectionHospital: bySize[0] ?? null,
      readmissionHospital: bySize[1] ?? null,
      codingHospital: bySize[2] ?? null,
      improvingHospital: bySize[3] ?? null,
      subtleHospital: bySize[4] ?? null,
    },
    outlierHospital: bySize[4] ?? bySize[0] ?? 0,
  };
}
