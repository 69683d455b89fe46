import { inWords } from './words.ts';

const LEVELS: Readonly<Record<string, string>> = {
  'under-3': 'Under 3 months',
  '3-to-6': '3 to under 6 months',
  '6-to-12': '6 to 12 months',
  'over-12': 'Over 12 months',
  none: 'None of the four',
  'under-100': 'Under 100 m',
  '100-to-499': '100–499 m',
  '500-to-999': '500–999 m',
  '1000-and-over': '1,000 m or more',
  '0': 'Same day',
  '1': '1 day',
  '2': '2 days',
  '3+': '3 days or more',
};

/** A band of months, metres or days, or any other level of what is known before surgery. */
export function levelInWords(level: string): string {
  return LEVELS[level] ?? inWords(level);
}
