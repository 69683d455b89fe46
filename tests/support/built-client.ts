import { buildClient } from '../../client/build.ts';

/** Vitest's global set-up of the projects that open screens. */
export async function setup(): Promise<void> {
  await buildClient();
}
