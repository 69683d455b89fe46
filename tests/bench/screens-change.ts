import type { Page } from 'playwright';

/** One change of the filter, in milliseconds from the click. */
export interface ScreenChange {
  /** The question left for the server. */
  readonly asked: number;
  /** The first byte of the answer arrived, and the last. */
  readonly answered: number;
  readonly received: number;
  /** The new picture was in the document, and on the screen. */
  readonly drawn: number;
  readonly painted: number;
  /** Of the answer, as it travelled. */
  readonly bytes: number;
}

/** How long a reader’s pointer rests on a choice before the press, and how long the press lasts, in milliseconds. */
export const HAND = { rest: 100, press: 60 } as const;

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
    const before = filters();
    performance.clearResourceTimings();
    globalThis.laminaChange = new Promise((resolve) => {
      let clicked = 0;
      addEventListener('click', ({ timeStamp }) => (clicked = timeStamp), { capture: true, once: true });
      const observer = new MutationObserver(() => {
        if (filters() === before || isBusy()) return;
        observer.disconnect();
        const drawn = performance.now();
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => {
            const painted = performance.now();
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
              bytes: asked?.encodedBodySize ?? 0,
            });
          };
          port2.postMessage(null);
        });
      });
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
