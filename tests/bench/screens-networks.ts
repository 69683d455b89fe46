import { type NetworkSize, provideNetwork as provide } from './networks.ts';

export type { NetworkSize } from './networks.ts';

export const ORDINARY: NetworkSize = { cases: 24_000, surgeons: 48 };
/** As many cases, and as many surgeons as a country has: what the widest funnel shows. */
export const MANY_SURGEONS: NetworkSize = { cases: 24_000, surgeons: 600 };
export const MILLION: NetworkSize = { cases: 1_000_000, surgeons: 600 };

/** The database file of such a network. */
export async function provideNetwork(size: NetworkSize): Promise<string> {
  return (await provide(size)).databaseFile;
}
