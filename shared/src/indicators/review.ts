/** When the catalogue's definitions were last read against their sources, and when they are due again. */
export const REVIEW = { reviewedOn: '2026-11-01', nextReview: '2027-11-01' } as const;

/** Fewer judged cases than this are shown as too few: a single event would move the rate by 5 percentage points or more. */
export const MINIMUM_DENOMINATOR = 20;
