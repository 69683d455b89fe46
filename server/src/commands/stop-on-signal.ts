import { explainFault } from '../database/database-fault.ts';

/** Ctrl-C reaches the whole process group and may be passed on once more: what comes so soon is the same signal. */
const SAME_SIGNAL_MILLISECONDS = 1000;

/** At the first signal everything under way ends and the process with it; somebody who asks again later has waited enough. */
export function stopOnSignal(stop: () => Promise<void>): void {
  let since: number | undefined;
  const onSignal = () => {
    if (since !== undefined) {
      if (performance.now() - since < SAME_SIGNAL_MILLISECONDS) return;
      process.stderr.write('Stopped at once; what was under way is lost.\n');
      process.exit(1);
    }
    since = performance.now();
    stop().catch((error: unknown) => {
      process.stderr.write(`${explainFault(error)?.message ?? String(error)}\n`);
      process.exit(1);
    });
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}
