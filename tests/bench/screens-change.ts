import type { Page } from 'playwright';

/** One change of the filter, in milliseconds from the click. */
export interface ScreenChange {
  /** The question left for the server. */
  readonly asked: number;
  /** The first byte of the answer arrived, and the last. */
  readonly answered: number;
  readonly received: number;
  /** The new picture was in the document, on the screen, and what is scrolled out of sight was in the document too. */
  readonly drawn: number;
  readonly painted: number;
  readonly whole: number;
  /** Of the answer, as it travelled. */
  readonly bytes: number;
}

/** How long a reader’s pointer rests on a choice before the press, and how long the press lasts, in milliseconds. */
export const HAND = { rest: 100, press: 60 } as const;

/** With the processor milliseconds that it took: the page’s main thread from letting go, and the server from pointing, until whole. */
export interface MeasuredChange extends ScreenChange {
  readonly pageProcessor: number;
  readonly serverProcessor: number;
}

declare global {
  var laminaChange: Promise<ScreenChange> | undefined;
}

/**
 * Measures one click in the page, from the event's own time stamp. The new picture is in the document when the chips name the new filter
 * and the figures are not marked as busy: while the answer is on its way the one comes in one commit with the other, and with the answer
 * the mark goes in one commit with the picture. It is on the screen when a message posted from the next animation frame arrives, which
 * is after that frame was painted.
 */
export async function measureChange(
  page: Page,
  question: string,
  click: () => Promise<void>,
): Promise<ScreenChange> {
  await page.evaluate((path) => {
    const filters = () => document.querySelector('main search')?.textContent;
    const isBusy = () => document.querySelector('main [aria-busy]')?.getAttribute('aria-busy') === 'true';
    // Signals have a question of their own.
    const isWhole = () => document.querySelector('main [aria-busy="true"]:not(#signals)') === null;
    const before = filters();
    performance.clearResourceTimings();
    globalThis.laminaChange = new Promise((resolve) => {
      let clicked = 0;
      addEventListener('click', ({ timeStamp }) => (clicked = timeStamp), { capture: true, once: true });
      let drawn: number | undefined;
      let painted: number | undefined;
      let whole: number | undefined;
      const observer = new MutationObserver(() => {
        if (filters() === before || isBusy()) return;
        if (whole === undefined && isWhole()) {
          whole = performance.now();
          observer.disconnect();
          finish();
        }
        if (drawn !== undefined) return;
        drawn = performance.now();
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => {
            painted = performance.now();
            finish();
          };
          port2.postMessage(null);
        });
      });
      const finish = () => {
        if (painted === undefined || whole === undefined) return;
        const asked = performance
          .getEntriesByType('resource')
          .filter((entry): entry is PerformanceResourceTiming => entry.name.includes(`/trpc/${path}`))
          .at(-1);
        const since = (time: number | undefined) => Math.max(0, (time ?? clicked) - clicked);
        resolve({
          asked: since(asked?.requestStart),
          answered: since(asked?.responseStart),
          received: since(asked?.responseEnd),
          drawn: since(drawn),
          painted: since(painted),
          whole: since(whole),
          bytes: asked?.encodedBodySize ?? 0,
        });
      };
      observer.observe(document.body, {
        subtree: true,
        childList: true,
        characterData: true,
        attributeFilter: ['aria-busy'],
      });
    });
  }, question);
  await click();
  return page.evaluate(() => {
    if (globalThis.laminaChange === undefined) throw new Error('Nothing is being measured.');
    return globalThis.laminaChange;
  });
}

/** Nothing is being counted any more, and the browser had nothing left to do. */
export async function settle(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
}
