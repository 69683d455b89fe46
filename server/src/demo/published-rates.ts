import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import type { RiskEffects } from './risk-factors.ts';

/** Outcomes that are drawn from a risk. An infection is complex (deep or organ-space) or of the wound only. */
export const RISKED_OUTCOMES = [
  'complexInfection',
  'woundInfection',
  'nerveRootInjury',
  'duralTear',
  'bleeding',
  'vesselInjury',
  'deepVeinThrombosis',
  'pulmonaryEmbolism',
  'readmission',
  'returnToTheatre',
  'death',
  'transfusion',
] as const;
export type RiskedOutcome = (typeof RISKED_OUTCOMES)[number];

export interface PublishedRate {
  /** Mean risk over the case mix of each procedure, as a proportion. */
  readonly rates: Readonly<Record<Procedure, number>>;
  /** Odds ratios. */
  readonly effects: RiskEffects;
}

/**
 * Where the rates and odds ratios come from; docs/demo-network.md has the full table. The intercepts that give these means
 * are computed from the case mix (risk-model.ts), so a changed odds ratio never moves a mean.
 *
 * - Complex infection: California, CDPH 2021–2024, 0.25 % of laminectomies and 0.80 % of fusions. Wound infection: with
 *   it, the 2–3 % of patient information after discectomy. Odds ratios: meta-analysis PMC6217168 (diabetes 2.19, obesity
 *   2.87, previous surgery 2.06), Premier PMC9860512 (emergency, duration, smoking), Zhou 2020 (instrumented, minimally invasive).
 * - Nerve-root injury: patient information, 1–2 % after discectomy; revision as root palsy in deformity surgery (1.4 / 3.8 %).
 * - Dural tear: 2–5 % primary, 4–10 % revision; odds ratios of a series of 3,140 (age 1.016 a year, female 1.48, two
 *   levels 1.81, three 3.18, previous operations 1.85).
 * - Bleeding or haematoma: NSQIP 75,878 (0.27 %), NORspine (0.4 %). Transfusion: NSQIP, 17 % lumbar, 31.8 % thoracic and
 *   1.5 % cervical fusion, about 1 % of decompressions; relative risks of a series of 4,223.
 * - Thromboembolism: NSQIP 43,777 (pulmonary embolism 0.5 %, deep vein thrombosis 0.7 % in 30 days), times 1.45 for 90 days
 *   (claims of 64,892: 1.8 % in one month, 2.6 % in three).
 * - Readmission without another complication, within 90 days: Norway 34,639 (2.4 % after discectomy); laminectomy and fusion so
 *   that all readmissions come to 3.7 % in 30 days (NSQIP 2,358) and 9.0 % in 90 days (MSSIC 10,204). Odds ratios: MSSIC,
 *   Medicare 52,567, meta-analysis (ASA 3 or more 1.70).
 * - Return to theatre within 90 days without infection, haematoma or tear: Norway 34,639 (2.1 % in all); NSQIP (3.1 % in 30 days, all spine).
 * - Death around the operation: Sweden, 0.05 % after discectomy and 0.35 % after laminectomy in 30 days; NIS fusion 0.2 %.
 */
export const PUBLISHED_RATES: Readonly<Record<RiskedOutcome, PublishedRate>> = {
  complexInfection: {
    rates: { discectomy: 0.003, laminectomy: 0.0026, fusion: 0.008 },
    effects: {
      diabetes: 2.19,
      obese: 2,
      revision: 2.06,
      asaThreeOrMore: 1.8,
      hoursBeyondTwo: 1.2,
      instrumented: 2,
      minimallyInvasive: 0.6,
      smoker: 1.2,
      emergency: 1.6,
      cervical: 0.6,
      anterior: 0.5,
    },
  },
  woundInfection: {
    rates: { discectomy: 0.02, laminectomy: 0.017, fusion: 0.018 },
    effects: {
      diabetes: 1.8,
      obese: 1.8,
      revision: 1.6,
      asaThreeOrMore: 1.4,
      hoursBeyondTwo: 1.15,
      minimallyInvasive: 0.6,
      smoker: 1.2,
      emergency: 1.4,
      cervical: 0.7,
      anterior: 0.6,
    },
  },
  nerveRootInjury: {
    rates: { discectomy: 0.014, laminectomy: 0.009, fusion: 0.013 },
    effects: { revision: 2.5, threeLevelsOrMore: 1.5, emergency: 1.4 },
  },
  duralTear: {
    rates: { discectomy: 0.025, laminectomy: 0.045, fusion: 0.035 },
    effects: {
      decadesAboveSixty: 1.172,
      female: 1.48,
      twoLevels: 1.81,
      threeLevelsOrMore: 3.18,
      revision: 1.85,
      cervical: 0.3,
      anterior: 0.4,
    },
  },
  bleeding: {
    rates: { discectomy: 0.004, laminectomy: 0.006, fusion: 0.009 },
    effects: {
      decadesAboveSixty: 1.15,
      obese: 1.39,
      threeLevelsOrMore: 1.8,
      revision: 1.4,
      hoursBeyondTwo: 1.2,
    },
  },
  vesselInjury: {
    rates: { discectomy: 0.0005, laminectomy: 0.0003, fusion: 0.0025 },
    effects: { anterior: 6, revision: 1.5 },
  },
  deepVeinThrombosis: {
    rates: { discectomy: 0.004, laminectomy: 0.009, fusion: 0.012 },
    effects: {
      decadesAboveSixty: 1.2,
      obese: 1.5,
      asaThreeOrMore: 1.5,
      threeLevelsOrMore: 1.4,
      emergency: 1.5,
    },
  },
  pulmonaryEmbolism: {
    rates: { discectomy: 0.003, laminectomy: 0.006, fusion: 0.008 },
    effects: { decadesAboveSixty: 1.2, obese: 1.5, asaThreeOrMore: 1.5, threeLevelsOrMore: 1.4 },
  },
  readmission: {
    rates: { discectomy: 0.016, laminectomy: 0.026, fusion: 0.042 },
    effects: {
      decadesAboveSixty: 1.1,
      asaThreeOrMore: 1.7,
      obese: 1.23,
      diabetes: 1.34,
      smoker: 1.33,
      threeLevelsOrMore: 1.41,
      cervical: 0.7,
    },
  },
  returnToTheatre: {
    rates: { discectomy: 0.014, laminectomy: 0.01, fusion: 0.017 },
    effects: { revision: 1.6, smoker: 1.2, obese: 1.2, diabetes: 1.2, threeLevelsOrMore: 1.3, cervical: 0.6 },
  },
  death: {
    rates: { discectomy: 0.0003, laminectomy: 0.003, fusion: 0.0015 },
    effects: { decadesAboveSixty: 2, asaThreeOrMore: 3, diabetes: 1.3, emergency: 4 },
  },
  transfusion: {
    rates: { discectomy: 0.004, laminectomy: 0.012, fusion: 0.11 },
    effects: {
      decadesAboveSixty: 1.25,
      female: 1.3,
      twoLevels: 1.6,
      threeLevelsOrMore: 2.6,
      hoursBeyondTwo: 1.4,
      cervical: 0.09,
      thoracic: 2,
      minimallyInvasive: 0.6,
    },
  },
};

/** Gamma shape of the hospital multiplier of complex infection (mean 1), from California's hospitals, 2021–2024 pooled (CDPH). */
export const HOSPITAL_INFECTION_SHAPE: Readonly<Record<Procedure, number>> = {
  discectomy: 1.6,
  laminectomy: 1.6,
  fusion: 2.3,
};

/** Standard deviation of surgeons' log odds within a hospital. */
export const SURGEON_LOG_ODDS_SPREAD = 0.3;

/** Standard deviation of hospitals' log odds of everything but infection: a choice, half that of surgeons. */
export const HOSPITAL_LOG_ODDS_SPREAD = 0.15;
