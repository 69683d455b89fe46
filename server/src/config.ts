import { join } from 'node:path';

export interface Config {
  readonly host: string;
  readonly port: number;
  readonly dataDirectory: string;
  readonly databaseFile: string;
  readonly pseudonymKey: string | undefined;
  /** What the cases may take in memory, in MiB, so that they are counted there and not by SQL. */
  readonly memoryMebibytes: number;
}

export interface ConfigFlags {
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  readonly data?: string | undefined;
  readonly memory?: number | undefined;
}

/** Enough for more than ten million cases. */
const DEFAULT_MEMORY_MEBIBYTES = 1024;

/** Flags win over environment variables, which win over defaults; README.md lists them all in one table. */
export function readConfig(flags: ConfigFlags = {}): Config {
  const dataDirectory = flags.data ?? process.env.LAMINA_DATA ?? 'var';
  return {
    host: flags.host ?? process.env.LAMINA_HOST ?? '127.0.0.1',
    port: flags.port ?? Number(process.env.LAMINA_PORT ?? 4000),
    dataDirectory,
    databaseFile: join(dataDirectory, 'lamina.sqlite'),
    pseudonymKey: process.env.LAMINA_PSEUDONYM_KEY,
    memoryMebibytes: flags.memory ?? Number(process.env.LAMINA_MEMORY ?? DEFAULT_MEMORY_MEBIBYTES),
  };
}
