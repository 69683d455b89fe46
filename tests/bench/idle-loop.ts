// Run as a process of its own: does nothing until its standard input ends, then prints the longest pause of its event loop in ms.
import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const pauses = monitorEventLoopDelay({ resolution: 1 });
pauses.enable();
process.stdin.resume();
await once(process.stdin, 'end');
pauses.disable();
process.stdout.write(String(pauses.max / 1e6));
