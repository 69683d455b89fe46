import { type RefCallback, useCallback, useDeferredValue, useRef } from 'react';

/** What is about to be scrolled into the window counts as in sight. */
const MARGIN = '25%';

const outOfSight = new WeakSet<Element>();
let observer: IntersectionObserver | undefined;

/**
 * For an element that shows `value`: the new value at once while the element is in sight, and as soon as the rest of the screen is
 * painted while it is not. The element takes the ref; the value must stay the same object while it is the same.
 */
export function useLaterOutOfSight<Value>(value: Value): [Value, RefCallback<HTMLElement>] {
  const element = useRef<HTMLElement>(null);
  const watch = useCallback((node: HTMLElement | null) => {
    if (node === null) return;
    element.current = node;
    observer ??= new IntersectionObserver(noteSight, { rootMargin: MARGIN });
    const watching = observer;
    watching.observe(node);
    return () => watching.unobserve(node);
  }, []);
  const later = useDeferredValue(value);
  const waits = element.current !== null && outOfSight.has(element.current);
  return [waits ? later : value, watch];
}

function noteSight(entries: readonly IntersectionObserverEntry[]): void {
  for (const { target, isIntersecting } of entries) {
    if (isIntersecting) outOfSight.delete(target);
    else outOfSight.add(target);
  }
}
