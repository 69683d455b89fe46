import type { IsoDate } from '@lamina/shared/domain/period.ts';

export interface DemoOptions {
  readonly cases: number;
  readonly seed: number;
  readonly hospitals: number;
  readonly surgeons: number;
  readonly years: number;
  /** Last month with operations, YYYY-MM; the data cut-off is its last day. */
  readonly lastMonth: string;
}

const DEFAULT_CASES = 24_000;
const DEFAULT_HOSPITALS = 8;
const DEFAULT_SURGEONS = 48;
const DEFAULT_YEARS = 6;
const DEFAULT_SEED = 1;
const SURGEONS_A_HOSPITAL = DEFAULT_SURGEONS / DEFAULT_HOSPITALS;

/** Chosen so that 1,000,000 cases have about 600 surgeons: a larger network has more surgeons and busier ones. */
const SURGEON_GROWTH = 0.677;

function surgeonsFor(cases: number): number {
  return Math.max(DEFAULT_SURGEONS, Math.round(DEFAULT_SURGEONS * (cases / DEFAULT_CASES) ** SURGEON_GROWTH));
}

/** The last month that is wholly past on this day, as YYYY-MM. */
export function lastFullMonth(today: IsoDate): string {
  const firstOfMonth = Date.parse(`${today.slice(0, 7)}-01`);
  return new Date(firstOfMonth - 1).toISOString().slice(0, 7);
}

/** Fills what is not given. Throws a RangeError with a sentence when the numbers cannot make a network. */
export function completeDemoOptions(given: Partial<DemoOptions>, today: IsoDate): DemoOptions {
  const cases = given.cases ?? DEFAULT_CASES;
  const surgeons = given.surgeons ?? Math.max(surgeonsFor(cases), given.hospitals ?? 0);
  const options: DemoOptions = {
    cases,
    surgeons,
    seed: given.seed ?? DEFAULT_SEED,
    hospitals:
      given.hospitals ??
      Math.min(surgeons, Math.max(DEFAULT_HOSPITALS, Math.round(surgeons / SURGEONS_A_HOSPITAL))),
    years: given.years ?? DEFAULT_YEARS,
    lastMonth: given.lastMonth ?? lastFullMonth(today),
  };
  requireNetwork(options);
  return options;
}

function requireNetwork(options: DemoOptions): void {
  const { cases, hospitals, surgeons, years, seed, lastMonth } = options;
  if (![cases, hospitals, surgeons, years].every((count) => Number.isSafeInteger(count) && count >= 1)) {
    throw new RangeError('Cases, hospitals, surgeons and years must be whole numbers of at least 1.');
  }
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffff_ffff) {
    throw new RangeError('The seed must be a whole number from 0 to 4294967295.');
  }
  if (surgeons < hospitals) {
    throw new RangeError(`Every hospital needs a surgeon: ${hospitals} hospitals, ${surgeons} surgeons.`);
  }
  if (!/^(19|20)\d\d-(0[1-9]|1[0-2])$/.test(lastMonth)) {
    throw new RangeError(`The last month must be given as YYYY-MM, not "${lastMonth}".`);
  }
}
