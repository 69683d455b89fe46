import type { Me } from '@lamina/shared/contract/account.ts';
import { createContext, useContext } from 'react';
import { ROLES_WITH_CASES } from './roles.ts';

/** Who is signed in; null until that is known. A context, so that what is drawn from props can ask it too. */
export const ReaderContext = createContext<Me | null>(null);

/** Whether the reader may see cases; others are shown their number without a link to them. */
export function useOpensCases(): boolean {
  const reader = useReader();
  return reader === null || ROLES_WITH_CASES.includes(reader.role);
}

export function useReader(): Me | null {
  return useContext(ReaderContext);
}

/** Whether all providers are counted to the last case for the reader, surgeons too; surgeons have that of themselves only. Not before it is known who reads: asking would be refused. */
export function useComparesInFull(): boolean {
  return useReader()?.role === 'quality-lead';
}
