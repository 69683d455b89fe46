import type { AssuranceVerdict } from '../../charts/assurance-mark.tsx';
import type { VariationVerdict } from '../../charts/variation-mark.tsx';

/** Variation in two or three words, beside its mark. */
export function variationInBrief(verdict: VariationVerdict): string {
  if (verdict === null) return 'No chart';
  if (verdict === 'common-cause') return 'Common cause';
  if (verdict.startsWith('concern')) return 'Special cause, worse';
  return verdict.startsWith('improvement') ? 'Special cause, better' : 'Special cause';
}

/** Assurance in two or three words, beside its mark. */
export function assuranceInBrief(verdict: AssuranceVerdict): string {
  switch (verdict) {
    case null:
      return 'No reference';
    case 'consistently-passes':
      return 'Consistently within';
    case 'hit-or-miss':
      return 'Hit or miss';
    case 'consistently-fails':
      return 'Consistently outside';
  }
}
