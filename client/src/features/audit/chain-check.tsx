import type { AuditVerdict } from '@lamina/shared/contract/audit.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { formatCount } from '../../lib/format.ts';
import { useTRPC } from '../../lib/trpc.ts';
import styles from './audit-screen.module.css';

type State = 'unasked' | 'reading' | AuditVerdict;

/** Reads the whole chain on request and says whether it is as it was written. */
export function ChainCheck() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [state, setState] = useState<State>('unasked');

  async function check() {
    setState('reading');
    try {
      setState(await queryClient.fetchQuery(trpc.audit.verify.queryOptions(undefined, { gcTime: 0 })));
    } catch {
      setState('unasked');
    }
  }

  return (
    <p className={styles.check}>
      <button
        type="button"
        className={`${styles.link} screen-only`}
        disabled={state === 'reading'}
        onClick={() => void check()}
      >
        Check the chain
      </button>
      <span role="status">{inWords(state)}</span>
    </p>
  );
}

function inWords(state: State): string {
  if (state === 'unasked') return '';
  if (state === 'reading') return 'Reading every entry …';
  if (state.state === 'unbroken') {
    return `Unbroken: ${formatCount(state.entries)} entries, ending in ${state.hash.slice(0, 12)}.`;
  }
  return `Broken at entry ${formatCount(state.entry)}: ${state.reason}.`;
}
