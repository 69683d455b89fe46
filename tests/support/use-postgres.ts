import { inject } from 'vitest';

// Before any test file is read, which is when temporary-database.ts looks.
const postgres = inject('postgres');
if (postgres !== null) {
  process.env.LAMINA_TEST_POSTGRES_URL = postgres.url;
  process.env.LAMINA_TEST_POSTGRES_TEMPLATE = postgres.template;
}
