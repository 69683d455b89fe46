import { cpus } from 'node:os';
import { HOSTILE_KINDS } from './hostile-requests.ts';
import type { Work } from './work-together.ts';

export interface LoadReport {
  readonly cases: number;
  readonly people: number;
  readonly addresses: number;
  readonly alone: Work;
  readonly attacked: Work;
  /** Processor seconds of the server in both runs. */
  readonly processor: readonly [alone: number, attacked: number];
}

/** The page docs/load.md. */
export function loadReportOf({ cases, people, addresses, alone, attacked, processor }: LoadReport): string {
  const [model] = cpus();
  const everything = [...alone.times.keys()].toSorted();
  return [
    '# Load',
    '',
    'Written by `pnpm load`; do not edit. Many people at once, then the same with hostile requests among theirs.',
    '',
    `- ${cases.toLocaleString('en-GB')} cases of the demo network, \`lamina serve\` in a process of its own, everything of it on: sign-in, audit log, limits.`,
    `- ${people} people: 120 surgeons, 50 quality leads (half of one hospital), 20 viewers, 10 administrators. Each asks one thing after the other`,
    '  (overview, signals, compare, trend, lists, single cases, own outcomes; administrators the audit log) with changing filters, and thinks',
    '  for 0.5–2 s after every answer. A screen asks for what it needs in one request; here each question is one of its own.',
    `- All have signed in before the clock starts, through the server’s own sign-in, ten from each of ${addresses} addresses: it lets an`,
    '  address make ten attempts a minute. Their accounts were put into the database, with one hash for all. The addresses are said by a',
    '  proxy on the same computer (`X-Forwarded-For`, `LAMINA_TRUSTED_PROXIES`), from which all connections really come.',
    '- A time runs from asking to the last byte. The people run on the same two processors as the server, so that both stand in each other’s way.',
    '- People arrive during twenty seconds before the clock starts; the server has just been started. What they ask then is not in the figures, except for errors and processor time.',
    '',
    `Node ${process.version}, ${cpus().length} × ${model?.model ?? 'unknown'}.`,
    '',
    '| | Requests | A second | Errors | Median, ms | 99 %, ms | Server’s processor, s |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    totalsRow('People alone', alone, processor[0]),
    totalsRow('With hostile requests', attacked, processor[1]),
    '',
    '| Question | Requests | Median, ms | 99 %, ms | With hostile ones: median | 99 % | Ratio of medians | of 99 % |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...everything.map((name) => {
      const [one, other] = [alone.times.get(name) ?? [], attacked.times.get(name) ?? []];
      const cells = [
        `\`${name}\``,
        String(one.length),
        tenth(quantile(one, 0.5)),
        tenth(quantile(one, 0.99)),
        tenth(quantile(other, 0.5)),
        tenth(quantile(other, 0.99)),
        (quantile(other, 0.5) / quantile(one, 0.5)).toFixed(2),
        (quantile(other, 0.99) / quantile(one, 0.99)).toFixed(2),
      ];
      return `| ${cells.join(' | ')} |`;
    }),
    '',
    '## Hostile requests',
    '',
    'One for every hundred of the people’s. A slow body holds its connection until the server cuts it.',
    '',
    '| Kind | Sent | Answered |',
    '| --- | ---: | --- |',
    ...HOSTILE_KINDS.map((kind) => {
      const statuses = attacked.hostile.get(kind) ?? [];
      const distinct = [...new Set(statuses)].map(
        (status) => `${status ?? 'cut'} × ${statuses.filter((each) => each === status).length}`,
      );
      return `| ${kind} | ${statuses.length} | ${distinct.join(', ')} |`;
    }),
    '',
  ].join('\n');
}

function totalsRow(name: string, { times, seconds, errors }: Work, processor: number): string {
  const all = [...times.values()].flat();
  const cells = [
    name,
    String(all.length),
    tenth(all.length / seconds),
    String(errors.length),
    tenth(quantile(all, 0.5)),
    tenth(quantile(all, 0.99)),
    tenth(processor),
  ];
  return `| ${cells.join(' | ')} |`;
}

function quantile(values: readonly number[], share: number): number {
  const ordered = values.toSorted((left, right) => left - right);
  return ordered[Math.ceil(share * ordered.length) - 1] ?? Number.NaN;
}

function tenth(value: number): string {
  return value.toFixed(1);
}
