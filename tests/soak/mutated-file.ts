import type { SeededRandom } from './seeded-random.ts';

type Mutation = (bytes: Buffer, random: SeededRandom) => Buffer;

/** What happens to files on their way: bits flip, lines are cut, columns swapped, encodings mistaken, spreadsheets meddle. */
const MUTATIONS: Readonly<Record<string, Mutation>> = {
  'bit flips': (bytes, random) => {
    const changed = Buffer.from(bytes);
    for (let count = 1 + random.below(12); count > 0 && changed.length > 0; count -= 1) {
      const at = random.below(changed.length);
      changed[at] = (changed[at] ?? 0) ^ (1 << random.below(8));
    }
    return changed;
  },
  'printable flips': (bytes, random) => {
    const changed = Buffer.from(bytes);
    for (let count = 1 + random.below(6); count > 0 && changed.length > 0; count -= 1) {
      changed[random.below(changed.length)] = 32 + random.below(95);
    }
    return changed;
  },
  'cut file': (bytes, random) => bytes.subarray(0, random.below(bytes.length + 1)),
  'cut line': inLines((lines, random) => {
    const at = random.below(lines.length);
    const line = lines[at] ?? '';
    return lines.toSpliced(at, 1, line.slice(0, random.below(line.length + 1)));
  }),
  'lost line': inLines((lines, random) => lines.toSpliced(random.below(lines.length), 1)),
  'line twice': inLines((lines, random) => {
    const line = random.pick(lines);
    return lines.toSpliced(random.below(lines.length), 0, line);
  }),
  'blank line': inLines((lines, random) =>
    lines.toSpliced(random.below(lines.length), 0, random.pick(['', '   ', ',,,'])),
  ),
  'columns swapped in a row': inLines((lines, random) => {
    const at = random.below(lines.length);
    return lines.toSpliced(at, 1, swapped(lines[at] ?? '', random.below(30), random.below(30)));
  }),
  'columns swapped': inLines((lines, random) => {
    const [first, second] = [random.below(30), random.below(30)];
    return lines.map((line) => swapped(line, first, second));
  }),
  'header swapped': inLines((lines, random) =>
    lines.toSpliced(0, 1, swapped(lines[0] ?? '', random.below(30), random.below(30))),
  ),
  'stray character': (bytes, random) => {
    const at = random.below(bytes.length + 1);
    const stray = Buffer.from(
      random.pick(['"', '""', ',', ';', '\t', '\n', '\r', '\r\n', '\0', '\u{feff}', 'é', '=1+1']),
    );
    return Buffer.concat([bytes.subarray(0, at), stray, bytes.subarray(at)]);
  },
  'read as Latin-1': (bytes) => Buffer.from(bytes.toString('latin1'), 'utf8'),
  'written as Latin-1': (bytes) => Buffer.from(bytes.toString('utf8'), 'latin1'),
  'written as UTF-16': (bytes) => Buffer.from(bytes.toString('utf8'), 'utf16le'),
  'other line ends': (bytes, random) =>
    Buffer.from(bytes.toString('latin1').replaceAll(/\r?\n/g, random.pick(['\r', '\r\n', '\n\n'])), 'latin1'),
  'other separators': (bytes, random) =>
    Buffer.from(bytes.toString('latin1').replaceAll(',', random.pick([';', '\t', '|', ' '])), 'latin1'),
  'every value quoted': inLines((lines) =>
    lines.map((line) => (line.includes('"') ? line : `"${line.split(',').join('","')}"`)),
  ),
  'very long value': inLines((lines, random) => {
    const at = random.below(lines.length);
    return lines.toSpliced(at, 1, `${'x'.repeat(random.below(250_000))}${lines[at] ?? ''}`);
  }),
};

/** The bytes after one to four mutations, and their names. */
export function mutatedFile(bytes: Buffer, random: SeededRandom): { bytes: Buffer; mutations: string[] } {
  const mutations: string[] = [];
  let mutated = bytes;
  for (let count = 1 + random.below(4); count > 0; count -= 1) {
    const [name, mutate] = random.pick(Object.entries(MUTATIONS));
    mutations.push(name);
    mutated = mutate(mutated, random);
  }
  return { bytes: mutated, mutations };
}

/** Latin-1 gives every byte a character, so that nothing is lost on the way through text. */
function inLines(change: (lines: string[], random: SeededRandom) => string[]): Mutation {
  return (bytes, random) =>
    Buffer.from(change(bytes.toString('latin1').split('\n'), random).join('\n'), 'latin1');
}

function swapped(line: string, first: number, second: number): string {
  const fields = line.split(',');
  const [one, other] = [fields[first], fields[second]];
  if (one === undefined || other === undefined) return line;
  return fields.with(first, other).with(second, one).join(',');
}
