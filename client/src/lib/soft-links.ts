import { useRouter } from '@tanstack/react-router';
import type { MouseEvent } from 'react';
import { parseSearch } from './address.ts';

/**
 * Opens plain links below an element without loading the page anew. A screen may have hundreds: one handler costs nothing, where
 * a router's link each would cost more than drawing the figures.
 */
export function useSoftLinks(): (event: MouseEvent<HTMLElement>) => void {
  const router = useRouter();
  return (event) => {
    const changed = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (event.defaultPrevented || event.button !== 0 || changed || !(event.target instanceof Element)) return;
    const href = event.target.closest('a')?.getAttribute('href');
    if (href == null || !href.startsWith('/')) return;
    event.preventDefault();
    const { pathname, search } = new URL(href, window.location.origin);
    void router.navigate({
      to: pathname,
      search: parseSearch(search),
      resetScroll: pathname !== window.location.pathname,
    });
  };
}
