import { isFirstOfAMinute } from '@lamina/server/trpc/first-of-a-minute.ts';
import { expect, it } from 'vitest';

it('lets an address through once a minute, whatever others do', () => {
  const at = 1_800_000_000_000;
  expect(isFirstOfAMinute('192.0.2.1', at)).toBe(true);
  expect(isFirstOfAMinute('192.0.2.1', at + 59_999)).toBe(false);
  expect(isFirstOfAMinute('192.0.2.2', at + 59_999)).toBe(true);
  expect(isFirstOfAMinute('192.0.2.1', at + 60_000)).toBe(true);
  expect(isFirstOfAMinute('192.0.2.1', at + 60_001)).toBe(false);
});
