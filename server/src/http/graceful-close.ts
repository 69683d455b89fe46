import type { FastifyInstance } from 'fastify';

/** How long answers that are under way may take when the server stops. */
const GRACE_MILLISECONDS = 10_000;

const LOOK_MILLISECONDS = 50;

/** Closing the server lets the answers end that are under way; a browser's idle connection does not hold it up. */
export function closeGracefully(server: FastifyInstance): void {
  let looking: NodeJS.Timeout | undefined;
  let force: NodeJS.Timeout | undefined;
  server.addHook('preClose', async () => {
    looking = setInterval(() => server.server.closeIdleConnections(), LOOK_MILLISECONDS);
    force = setTimeout(() => server.server.closeAllConnections(), GRACE_MILLISECONDS);
  });
  server.server.on('close', () => {
    clearInterval(looking);
    clearTimeout(force);
  });
}
