import { readCaseGroup } from '@lamina/shared/contract/case-group.ts';
import type { CasesInput } from '@lamina/shared/contract/cases.ts';
import { CaseCounted } from '@lamina/shared/contract/cases.ts';
import { CaseFilter } from '@lamina/shared/domain/filter.ts';
import type { Locator, Page } from 'playwright';

// How a reader takes the screens: written again from what the screens promise, without what writes them (client/src/lib), so that
// a mistake there cannot hide itself here.

/** '2.4 %': two decimals under 1 %, one under 20 % and just under 100 %, otherwise none. */
export function shownProportion(proportion: number): string {
  const percent = proportion * 100;
  const rounded = (decimals: number) => Number(percent.toFixed(decimals));
  if (percent === 0) return '0.0 %';
  if (rounded(2) < 1) return `${percent.toFixed(2)} %`;
  return `${percent.toFixed(rounded(1) < 20 || (percent >= 99.5 && percent < 100) ? 1 : 0)} %`;
}

/** '1,642' */
export function shownCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** '12 of 1,642' */
export function shownShare(numerator: number, denominator: number): string {
  return `${shownCount(numerator)} of ${shownCount(denominator)}`;
}

/** '2.5 nights', '−4.1 points', '2.4 %' */
export function shownValue(value: number, unit: 'proportion' | 'nights' | 'points'): string {
  if (unit === 'proportion') return shownProportion(value);
  const tenths = value
    .toFixed(1)
    .replace(/^-(?=.*[1-9])/, '−')
    .replace(/^-/, '');
  if (unit === 'points') return `${tenths} points`;
  const nights = tenths.replace(/\.0$/, '');
  return `${nights} ${nights === '1' ? 'night' : 'nights'}`;
}

/** With ordinary spaces. */
export function plain(text: string | null | undefined): string {
  return (text ?? '').replace(/[\u00a0\u202f\s]+/g, ' ').trim();
}

/** All texts of an element, parted where they are parted on the page. */
export async function textsOf(element: Locator): Promise<string> {
  const texts = await element.evaluate((root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    while (walker.nextNode()) found.push(walker.currentNode.textContent ?? '');
    return found;
  });
  return plain(texts.join(' '));
}

/** Whether a figure stands in the text as it is, and not as a part of a longer number. */
export function says(text: string, figure: string): boolean {
  return new RegExp(`(?<![\\d.,−-])${figure.replaceAll(/[.()[\]|*+?^$]/g, '\\$&')}(?!\\d|[.,]\\d)`).test(
    text,
  );
}

export interface LinkToCases {
  /** What the link shows. */
  readonly shown: string;
  readonly address: string;
}

/** Every link of the page to a list of cases that shows a number and nothing else. */
export async function linksToCases(page: Page): Promise<LinkToCases[]> {
  const links = await page
    .locator('main a[href^="/cases?"], [role=dialog] a[href^="/cases?"]')
    .evaluateAll((elements) =>
      elements.map((element) => ({
        shown: element.textContent ?? '',
        address: element.getAttribute('href') ?? '',
      })),
    );
  return links.filter(({ shown }) => /^[\d,]+$/.test(shown.trim()));
}

const LISTS_OF_NUMBERS = new Set(['hospitals', 'surgeons', 'asaClasses']);
const FLAGS = new Set(['revision', 'minimallyInvasive', 'instrumented', 'diabetes', 'smoker']);
const DATES = new Set(['from', 'to']);

/** The cases that an address of the list asks for. */
export function casesOfAddress(address: string): Pick<CasesInput, 'filter' | 'of' | 'group'> {
  const search = new URL(address, 'http://localhost').searchParams;
  const filter: Record<string, unknown> = {};
  for (const [name, text] of search) {
    if (DATES.has(name)) filter[name] = text;
    else if (FLAGS.has(name)) filter[name] = text === 'yes';
    else if (LISTS_OF_NUMBERS.has(name)) filter[name] = text.split(',').map(Number);
    else if (name in CaseFilter.shape) filter[name] = text.split(',').map(decodeURIComponent);
  }
  const indicator = search.get('indicator');
  const group = readCaseGroup(search.get('group') ?? '');
  const counted = CaseCounted.parse(search.get('counted') ?? 'denominator');
  return {
    filter: CaseFilter.parse(filter),
    ...(indicator === null ? {} : { of: { indicator, counted } }),
    ...(group === undefined ? {} : { group }),
  };
}

/** The address of a screen with this filter, written by hand. */
export function addressOf(
  path: string,
  filter: CaseFilter,
  own: Readonly<Record<string, string>> = {},
): string {
  const search = new URLSearchParams(own);
  for (const [name, value] of Object.entries(filter)) {
    if (value === undefined) continue;
    search.set(name, typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value));
  }
  return `${path}?${search}`;
}
