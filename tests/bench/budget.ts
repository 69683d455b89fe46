import { join } from 'node:path';
import { buildClient } from '../../client/build.ts';
import { initialCodeOf, judgeInitialCode } from './initial-code.ts';

// `pnpm budget`: what a browser loads before it shows the first screen stays small.
const BUDGET_KILOBYTES = 300;

await buildClient();
const files = initialCodeOf(join(import.meta.dirname, '../../client/dist'));
const { kept, sentence } = judgeInitialCode(files, BUDGET_KILOBYTES);
process.stdout.write(`${sentence}\n`);
process.exitCode = kept ? 0 : 1;
