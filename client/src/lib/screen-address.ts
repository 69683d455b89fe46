import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRef } from 'react';
import { filterOf, type ScreenSearch, without } from './address.ts';

export interface ScreenAddress {
  readonly search: ScreenSearch;
  readonly filter: ReturnType<typeof filterOf>;
  /** The same screen with another address; the page stays where it is scrolled to. */
  readonly go: (next: ScreenSearch) => void;
  /** Has the figures of an address fetched that the reader is about to choose; absent where looking ahead is not allowed. */
  readonly prepare?: (next: ScreenSearch) => void;
}

/** What the address of the open screen says, and the way to change it. */
export function useScreenAddress(): ScreenAddress {
  const search = useSearch({ from: '__root__' });
  const navigate = useNavigate();
  return {
    search,
    filter: filterOf(search),
    go: (next) => void navigate({ to: '.', search: next, resetScroll: false }),
  };
}

/** A link may name one procedure: from here on it is part of the filter that the reader sees. */
export function withProcedureInFilter(address: ScreenAddress): ScreenAddress {
  const { procedure } = address.search;
  if (procedure === undefined) return address;
  const search = { ...without(address.search, 'procedure'), procedures: [procedure] };
  return { ...address, search, filter: filterOf(search) };
}

/**
 * The same address, but `ask` is called for the next one before the screen turns to it: the question travels while the screen is drawn
 * anew. What the reader only points at is asked for too, one address at a time and the last one wins.
 */
export function useAskingAhead(
  address: ScreenAddress,
  ask: (next: ScreenSearch) => Promise<void>,
): ScreenAddress {
  const ahead = useRef<{ asking: boolean; wanted: (() => Promise<void>) | null }>({
    asking: false,
    wanted: null,
  });

  async function askWanted() {
    const { current: state } = ahead;
    if (state.asking) return;
    state.asking = true;
    while (state.wanted !== null) {
      const next = state.wanted;
      state.wanted = null;
      await next();
    }
    state.asking = false;
  }

  return {
    ...address,
    prepare: (next) => {
      ahead.current.wanted = () => ask(next);
      void askWanted();
    },
    go: (next) => {
      ahead.current.wanted = null;
      void ask(next);
      address.go(next);
    },
  };
}
