import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface InitialFile {
  readonly name: string;
  /** Bytes as they travel, compressed by gzip. */
  readonly gzipped: number;
}

const SCRIPT_OF_PAGE = /<(?:script|link)\b[^>]*\b(?:src|href)="\/?([^"]+\.js)"/g;
/** `import … from "./x.js"`, `import "./x.js"` and `export … from "./x.js"`, but not `import("./x.js")`. */
const STATIC_IMPORT = /\b(?:import|export)\s*(?:[\w$*{}\s,]+?\bfrom\s*)?["'](\.{1,2}\/[^"']+\.js)["']/g;

/**
 * The JavaScript that a browser loads before the built page in `directory` shows its first screen: what index.html names, and all
 * that this imports statically. Throws where index.html names none.
 */
export function initialCodeOf(directory: string): InitialFile[] {
  const page = readFileSync(join(directory, 'index.html'), 'utf8');
  const waiting = [...page.matchAll(SCRIPT_OF_PAGE)].map(([, path = '']) => join(directory, path));
  if (waiting.length === 0) throw new Error(`${directory}/index.html loads no script.`);
  const files = new Map<string, InitialFile>();
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (files.has(path)) continue;
    const code = readFileSync(path, 'utf8');
    files.set(path, { name: relative(directory, path), gzipped: gzipSync(code, { level: 9 }).length });
    const folder = dirname(path);
    const imported = [...code.matchAll(STATIC_IMPORT)].map(([, other = '']) => join(folder, other));
    // The text of a program may look like an import; only files that are there can be one.
    waiting.push(...imported.filter((other) => existsSync(other)));
  }
  return [...files.values()].sort((left, right) => right.gzipped - left.gzipped);
}

const BYTES_A_KILOBYTE = 1000;

/** The sentence about the budget (in KB of 1000 bytes), and whether it is kept. */
export function judgeInitialCode(
  files: readonly InitialFile[],
  budget: number,
): { readonly kept: boolean; readonly sentence: string } {
  const total = files.reduce((sum, { gzipped }) => sum + gzipped, 0) / BYTES_A_KILOBYTE;
  const size = `${total.toFixed(1)} KB of JavaScript, gzipped, load before the overview shows`;
  if (total <= budget) return { kept: true, sentence: `${size}; the budget is ${budget} KB.` };
  const largest = files
    .slice(0, 3)
    .map(({ name, gzipped }) => `${name} (${(gzipped / BYTES_A_KILOBYTE).toFixed(1)} KB)`);
  return {
    kept: false,
    sentence: `${size}: ${(total - budget).toFixed(1)} KB more than the budget of ${budget} KB. The largest files are ${largest.join(', ')}. Load what the first screen does not need when it is opened (client/src/app/screens.ts).`,
  };
}
