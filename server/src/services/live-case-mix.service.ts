import { Worker } from 'node:worker_threads';
import type { Database } from '../database/database.ts';
import { getCaseMixBasis } from '../repositories/risk-model.repository.ts';

/** How often a server looks whether the models still belong to the record. */
const MILLISECONDS_BETWEEN_LOOKS = 2000;

export interface LiveCaseMix {
  close(): Promise<void>;
}

/**
 * Keeps the case-mix models of a server current: whenever the record has changed, a worker thread fits them anew. Until it is
 * done there are no adjusted figures; everything else is answered. `report` takes a sentence for the operator.
 */
export function keepCaseMixCurrent(
  db: Database,
  database: string,
  report: (sentence: string) => void,
): LiveCaseMix {
  let fitting: Promise<void> | undefined;
  let worker: Worker | undefined;
  let closed = false;

  const fit = () =>
    new Promise<void>((resolve) => {
      worker = new Worker(new URL('./case-mix-worker.ts', import.meta.url), { workerData: database });
      worker.once('error', (error) => report(`The case-mix models could not be fitted: ${error}`));
      worker.once('exit', () => resolve());
    });

  const look = async () => {
    if (closed || fitting !== undefined || (await getCaseMixBasis(db)).current || closed) return;
    fitting = fit();
    await fitting;
    fitting = undefined;
  };

  const lookAndReport = () => {
    look().catch((error) => report(`The case-mix models could not be looked at: ${error}`));
  };
  lookAndReport();
  const timer = setInterval(lookAndReport, MILLISECONDS_BETWEEN_LOOKS).unref();
  return {
    async close() {
      closed = true;
      clearInterval(timer);
      await worker?.terminate();
      await fitting;
    },
  };
}
