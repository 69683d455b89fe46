export {
  CENSORED,
  COMPETING_EVENT,
  type CumulativeIncidence,
  cumulativeIncidence,
  EVENT,
  type IncidenceStep,
} from './survival/cumulative-incidence.ts';
export {
  type KaplanMeier,
  type KaplanMeierOptions,
  kaplanMeier,
  type SurvivalStep,
} from './survival/kaplan-meier.ts';
export { type LogRank, type LogRankGroup, logRank } from './survival/log-rank.ts';
export { numberAtRisk } from './survival/number-at-risk.ts';
export type { SurvivalIntervalMethod } from './survival/survival-limits.ts';
