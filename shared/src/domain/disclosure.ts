import { z } from 'zod';

/**
 * What is kept from whom.
 * - none: every count as it is.
 * - cms: counts of 1–10 are hidden, as the US Centers for Medicare & Medicaid Services ask of those who use their data.
 * - hes: counts of 1–7 are hidden and others rounded to the nearest 5, as NHS England asks of those who publish Hospital Episode Statistics.
 */
export const DISCLOSURE_PROFILES = ['none', 'cms', 'hes'] as const;
export const DisclosureProfile = z.enum(DISCLOSURE_PROFILES);
export type DisclosureProfile = z.infer<typeof DisclosureProfile>;

export interface DisclosureRule {
  /** Counts from 1 to this are hidden; 0 hides none. */
  readonly hiddenUpTo: number;
  /** Counts that are told are rounded to a multiple of this. */
  readonly roundedTo: number;
  /** As the reader is told. */
  readonly words: string;
}

export const DISCLOSURE_RULES: Readonly<Record<DisclosureProfile, DisclosureRule>> = {
  none: { hiddenUpTo: 0, roundedTo: 1, words: 'Not hidden' },
  cms: {
    hiddenUpTo: 10,
    roundedTo: 1,
    words: 'Hidden: fewer than 11 cases or events, or others could be worked out from it',
  },
  hes: {
    hiddenUpTo: 7,
    roundedTo: 5,
    words: 'Hidden: fewer than 8 cases or events, or others could be worked out from it',
  },
};

/** Why a filter is not answered, for those who see published figures only. */
export const PUBLISHED_FILTERS_ONLY = 'Your role sees whole years, single hospitals and single procedures';
