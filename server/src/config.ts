import { isIP } from 'node:net';
import { join } from 'node:path';
import { isPostgresUrl } from './database/postgres-url.ts';
import { LaminaError } from './lamina-error.ts';

export interface Config {
  readonly host: string;
  readonly port: number;
  readonly dataDirectory: string;
  /** Where the database is: a file in the data directory, or the address of a PostgreSQL database, which may hold a password. */
  readonly database: string;
  readonly pseudonymKey: string | undefined;
  /** What the cases may take in memory, in MiB, so that they are counted there and not by SQL. */
  readonly memoryMebibytes: number;
  readonly signIn: SignInConfig;
  readonly backups: BackupConfig;
  /** 'info': a line in the log for every answer; 'warn': only faults. */
  readonly logLevel: 'info' | 'warn';
  readonly metricsToken: string | undefined;
}

export interface BackupConfig {
  /** Null: the server makes none. */
  readonly everyMilliseconds: number | null;
  readonly keep: number;
  readonly directory: string;
}

export interface SignInConfig {
  /** The address that people type, where it is not the one listened on: that of the proxy in front. */
  readonly origin: string | undefined;
  readonly secret: string | undefined;
  /** Whether the demo network has accounts that anybody at this computer may sign in with. */
  readonly demoAccounts: boolean;
  /** Addresses or ranges of the proxies whose word about a browser's address is taken. */
  readonly trustedProxies: readonly string[];
  /** The e-mail address of the administrator that a first start makes. */
  readonly administrator: string;
  readonly singleSignOn: SingleSignOnConfig | null;
}

/** An OpenID Connect provider, usually the hospital's own. */
export interface SingleSignOnConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the button is called. */
  readonly name: string;
}

export interface ConfigFlags {
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  readonly data?: string | undefined;
  readonly memory?: number | undefined;
  /** As '24h'. */
  readonly backupEvery?: string | undefined;
  readonly backupKeep?: number | undefined;
  readonly backupDirectory?: string | undefined;
  /** False with --no-demo-accounts. */
  readonly demoAccounts?: boolean | undefined;
}

/** The name for every loopback address. */
const LOOPBACK = 'loopback';

/** Enough for more than ten million cases. */
const DEFAULT_MEMORY_MEBIBYTES = 1024;

const DEFAULT_BACKUPS_KEPT = 14;

const UNIT_MILLISECONDS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Flags win over environment variables, which win over defaults; README.md lists them all in one table. */
export function readConfig(flags: ConfigFlags = {}): Config {
  const dataDirectory = flags.data ?? process.env.LAMINA_DATA ?? 'var';
  return {
    host: flags.host ?? process.env.LAMINA_HOST ?? '127.0.0.1',
    port: flags.port ?? Number(process.env.LAMINA_PORT ?? 4000),
    dataDirectory,
    database: readDatabase(dataDirectory),
    pseudonymKey: process.env.LAMINA_PSEUDONYM_KEY,
    memoryMebibytes: flags.memory ?? Number(process.env.LAMINA_MEMORY ?? DEFAULT_MEMORY_MEBIBYTES),
    signIn: readSignIn(flags),
    backups: readBackups(flags, dataDirectory),
    logLevel: readLogLevel(),
    metricsToken: process.env.LAMINA_METRICS_TOKEN || undefined,
  };
}

/** What is not understood is not repeated: it may be a password. */
function readDatabase(dataDirectory: string): string {
  const url = process.env.DATABASE_URL || undefined;
  if (url === undefined) return join(dataDirectory, 'lamina.sqlite');
  if (isPostgresUrl(url) && URL.canParse(url)) return url;
  throw new LaminaError(
    'bad-input',
    'DATABASE_URL must be the address of a PostgreSQL database, such as postgres://lamina@localhost:5432/lamina (special characters in a password as %40 and the like); without it, the database is a file in the data directory.',
  );
}

function readBackups(flags: ConfigFlags, dataDirectory: string): BackupConfig {
  const every = flags.backupEvery ?? process.env.LAMINA_BACKUP_EVERY;
  const keep = flags.backupKeep ?? Number(process.env.LAMINA_BACKUP_KEEP || DEFAULT_BACKUPS_KEPT);
  if (!Number.isSafeInteger(keep) || keep < 1) {
    throw new LaminaError(
      'bad-input',
      'At least one backup has to be kept (--backup-keep, LAMINA_BACKUP_KEEP).',
    );
  }
  return {
    everyMilliseconds: every === undefined || every === '' ? null : readDuration(every),
    keep,
    directory: flags.backupDirectory ?? process.env.LAMINA_BACKUP_DIRECTORY ?? join(dataDirectory, 'backups'),
  };
}

function readDuration(text: string): number {
  const [, count, unit] = /^(\d+)(m|h|d)$/.exec(text) ?? [];
  const milliseconds = Number(count) * (UNIT_MILLISECONDS[unit ?? ''] ?? Number.NaN);
  if (milliseconds > 0) return milliseconds;
  throw new LaminaError(
    'bad-input',
    `Backups every "${text}": expected minutes, hours or days such as 30m, 24h or 7d (--backup-every, LAMINA_BACKUP_EVERY).`,
  );
}

/** A person at a terminal wants to see faults, whoever keeps a log wants every answer. */
function readLogLevel(): 'info' | 'warn' {
  const level = process.env.LAMINA_LOG || (process.stdout.isTTY ? 'warn' : 'info');
  if (level === 'info' || level === 'warn') return level;
  throw new LaminaError('bad-input', `LAMINA_LOG is "${level}": expected info or warn.`);
}

function readSignIn({ demoAccounts }: ConfigFlags): SignInConfig {
  return {
    origin: process.env.LAMINA_ORIGIN || undefined,
    secret: process.env.LAMINA_SECRET || undefined,
    demoAccounts: demoAccounts !== false && process.env.LAMINA_DEMO_ACCOUNTS !== 'off',
    trustedProxies: readTrustedProxies(),
    administrator: process.env.LAMINA_ADMINISTRATOR || 'administrator@lamina.local',
    singleSignOn: readSingleSignOn(),
  };
}

/** Throws a LaminaError when only a part of it is set: a sign-in that silently lacks its button helps nobody. */
function readSingleSignOn(): SingleSignOnConfig | null {
  const {
    LAMINA_OIDC_ISSUER: issuer,
    LAMINA_OIDC_CLIENT_ID: clientId,
    LAMINA_OIDC_CLIENT_SECRET: clientSecret,
    LAMINA_OIDC_NAME: name,
  } = process.env;
  if (!issuer && !clientId && !clientSecret) return null;
  if (!issuer || !clientId || !clientSecret) {
    throw new LaminaError(
      'bad-input',
      'Single sign-on needs all three of LAMINA_OIDC_ISSUER, LAMINA_OIDC_CLIENT_ID and LAMINA_OIDC_CLIENT_SECRET.',
    );
  }
  return { issuer, clientId, clientSecret, name: name || 'single sign-on' };
}

/** With an address of its own Lamina stands behind a proxy, by default one on this computer. */
function readTrustedProxies(): string[] {
  const text = process.env.LAMINA_TRUSTED_PROXIES ?? (process.env.LAMINA_ORIGIN ? LOOPBACK : '');
  const proxies = text.split(/[\s,]+/).filter(Boolean);
  const unknown = proxies.find((proxy) => proxy !== LOOPBACK && isIP(proxy.split('/')[0] ?? '') === 0);
  if (unknown === undefined) return proxies;
  throw new LaminaError(
    'bad-input',
    `LAMINA_TRUSTED_PROXIES holds ${unknown}; expected addresses or ranges such as 10.0.0.5 or 10.0.0.0/24, separated by commas.`,
  );
}
