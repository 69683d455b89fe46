import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { countCases, getOperationalState } from '../repositories/operations.repository.ts';
import { stateOf } from '../services/readiness.service.ts';
import type { ServiceContext } from '../services/service-context.ts';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Told of every question to the server, by the name of its procedure. */
export type ObserveProcedure = (procedure: string, status: string, seconds: number) => void;

/**
 * Prometheus figures under /metrics: to this computer only, or with a token to whoever has it (then this computer needs it too,
 * for a proxy on it may pass on the requests of others).
 */
export function serveMetrics(
  server: FastifyInstance,
  services: ServiceContext,
  token: string | undefined,
): ObserveProcedure {
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  collectDefaultMetrics({ register: registry });
  const answers = new Counter({
    name: 'lamina_http_answers_total',
    help: 'Answers by route and status.',
    labelNames: ['route', 'status'],
    registers,
  });
  const procedures = new Histogram({
    name: 'lamina_procedure_seconds',
    help: 'How long questions took, by procedure and status.',
    labelNames: ['procedure', 'status'],
    buckets: SECONDS,
    registers,
  });
  const measureRecord = recordGauges(registers, services);
  server.addHook('onResponse', async (request, reply) => {
    answers.inc({ route: request.routeOptions.url ?? 'none', status: reply.statusCode });
  });
  server.get('/metrics', async (request, reply) => {
    if (!mayRead(request, token)) {
      return reply.code(403).send({ message: 'Figures are for this computer, or need the token.' });
    }
    await measureRecord();
    return reply.type(registry.contentType).send(await registry.metrics());
  });
  return (procedure, status, seconds) => procedures.observe({ procedure, status }, seconds);
}

function recordGauges(registers: Registry[], { db, tally }: ServiceContext): () => Promise<void> {
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name, help, labelNames, registers });
  const dataVersion = gauge('lamina_data_version', 'Goes up with every change of the record.');
  const engine = gauge('lamina_tally_engine', '1 for where answers come from.', ['engine']);
  const cases = gauge('lamina_cases', 'Cases in the record.');
  const auditEntries = gauge('lamina_audit_entries', 'Entries of the audit log.');
  const lastImport = gauge(
    'lamina_last_import_timestamp_seconds',
    'When data were last imported; 0 for never.',
  );
  const lastBackup = gauge(
    'lamina_last_backup_timestamp_seconds',
    'When a backup was last made; 0 for never.',
  );
  let counted: number | undefined;
  return async () => {
    const state = await getOperationalState(db);
    if (counted !== state.dataVersion) {
      cases.set(await countCases(db));
      counted = state.dataVersion;
    }
    dataVersion.set(state.dataVersion);
    for (const name of ['loading', 'memory', 'sql']) {
      engine.set({ engine: name }, name === stateOf(tally) ? 1 : 0);
    }
    auditEntries.set(state.auditEntries);
    lastImport.set(secondsOf(state.lastImport));
    lastBackup.set(secondsOf(state.lastBackup));
  };
}

function secondsOf(time: string | null): number {
  return time === null ? 0 : Date.parse(time) / 1000;
}

function mayRead({ headers, socket }: FastifyRequest, token: string | undefined): boolean {
  if (token !== undefined) return isSame(headers.authorization ?? '', `Bearer ${token}`);
  const passedOn = headers['x-forwarded-for'] ?? headers.forwarded;
  return passedOn === undefined && LOOPBACK.has(socket.remoteAddress ?? '');
}

function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
