import type { TestProject } from 'vitest/node';
import { createPostgresTemplate, databaseNameOf } from './postgres-database.ts';
import { startPostgres } from './postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgres: { readonly url: string; readonly template: string } | null;
  }
}

/** Once for the project: the server that LAMINA_TEST_POSTGRES_URL names or, for the project that needs one, a new one; and on it a migrated database that each test copies. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env.LAMINA_TEST_POSTGRES_URL || undefined;
  if (given === undefined && project.name !== 'postgres') {
    project.provide('postgres', null);
    return undefined;
  }
  const server = given === undefined ? await startPostgres() : { url: given, stop: async () => {} };
  const template = await createPostgresTemplate(server.url);
  project.provide('postgres', { url: server.url, template: databaseNameOf(template.url) });
  return async () => {
    await template.drop();
    await server.stop();
  };
}
