import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import type { SeededRandom } from '../soak/seeded-random.ts';
import type { Worker } from './load-network.ts';

export interface Question {
  readonly name: string;
  readonly input: object;
}

const INDICATORS = CATALOGUE.map(({ id }) => id);
const INFECTION = 'infection-90-days';
/** Of the list of cases: the first ones are what people look at. */
const PAGES = 5;
const PROCEDURES = ['laminectomy', 'discectomy', 'fusion'] as const;
const YEARS = [2021, 2022, 2023, 2024, 2025];

/** What somebody of this role asks one after the other, again and again; `ownCases` are ids from a list they were shown. */
export function nextQuestion(
  { role, surgeon }: Worker,
  step: number,
  random: SeededRandom,
  ownCases: readonly number[],
): Question {
  const script = QUESTIONS[role];
  const make = script[step % script.length] ?? overview;
  return make({ random, surgeon: surgeon ?? 0, ownCases });
}

interface Asking {
  readonly random: SeededRandom;
  readonly surgeon: number;
  readonly ownCases: readonly number[];
}

type Make = (asking: Asking) => Question;

function filterOf(random: SeededRandom): object {
  const kind = random.share();
  if (kind < 0.4) return {};
  if (kind < 0.7) return { procedures: [random.pick(PROCEDURES)] };
  const year = random.pick(YEARS);
  return { from: `${year}-01-01`, to: `${year + 1}-01-01` };
}

const overview: Make = ({ random }) => ({ name: 'overview.get', input: { filter: filterOf(random) } });
const signals: Make = ({ random }) => ({ name: 'overview.signals', input: { filter: filterOf(random) } });
const compareHospitals: Make = ({ random }) => ({
  name: 'compare.get',
  input: { filter: filterOf(random), indicator: random.pick(INDICATORS), by: 'hospital' },
});
const compareSurgeons: Make = ({ random }) => ({
  name: 'compare.get',
  input: { filter: filterOf(random), indicator: random.pick(INDICATORS), by: 'surgeon' },
});
const trend: Make = ({ random }) => ({
  name: 'trend.get',
  input: { filter: filterOf(random), indicator: random.pick(INDICATORS) },
});
const cases: Make = ({ random }) => ({
  name: 'cases.list',
  input: {
    filter: filterOf(random),
    of: { indicator: INFECTION, counted: 'numerator' },
    page: 1,
  },
});
const allCases: Make = ({ random }) => ({
  name: 'cases.list',
  input: { filter: {}, page: 1 + random.below(PAGES) },
});
const oneCase: Make = (asking) =>
  asking.ownCases.length === 0
    ? allCases(asking)
    : { name: 'cases.one', input: { caseId: asking.random.pick(asking.ownCases) } };
const ownOutcomes: Make = ({ surgeon, random }) => ({
  name: 'surgeon.get',
  input: { filter: { ...filterOf(random), surgeons: [surgeon] } },
});
const auditLog: Make = ({ random }) => ({ name: 'audit.list', input: { page: 1 + random.below(PAGES) } });

const QUESTIONS: Readonly<Record<Worker['role'], readonly Make[]>> = {
  surgeon: [
    overview,
    signals,
    ownOutcomes,
    allCases,
    oneCase,
    trend,
    cases,
    oneCase,
    compareHospitals,
    ownOutcomes,
  ],
  'quality-lead': [overview, signals, compareHospitals, trend, cases, oneCase, compareSurgeons, oneCase],
  viewer: [overview, compareHospitals],
  administrator: [auditLog],
};
