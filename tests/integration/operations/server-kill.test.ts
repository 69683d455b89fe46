import { expect, it } from 'vitest';
import { killServer } from '../../soak/server-kill.ts';

it('loses nothing that it acknowledged, and does nothing by halves, when the server is killed', async () => {
  expect((await killServer(3, 7)).misses).toEqual([]);
});
