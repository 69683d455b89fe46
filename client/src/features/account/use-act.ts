import { useState } from 'react';
import { refusalInWords } from '../../lib/account.ts';

export interface Act {
  readonly isBusy: boolean;
  /** Why the server refused the last time. */
  readonly refusal: string | null;
  /** Does it, and keeps the refusal instead of throwing; resolves to whether it was done. */
  readonly run: (work: () => Promise<void>) => Promise<boolean>;
}

/** One thing that the reader asks of the server, and what became of it. */
export function useAct(): Act {
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);

  async function run(work: () => Promise<void>): Promise<boolean> {
    setIsBusy(true);
    setRefusal(null);
    try {
      await work();
      return true;
    } catch (error) {
      setRefusal(refusalInWords(error));
      return false;
    } finally {
      setIsBusy(false);
    }
  }

  return { isBusy, refusal, run };
}
