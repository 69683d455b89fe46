import { hash } from 'node:crypto';
import { SeenKeys } from '@lamina/server/intake/seen-keys.ts';
import { describe, expect, it } from 'vitest';

describe('keys seen in a file', () => {
  it('are remembered with their first line beyond any initial size', () => {
    const seen = new SeenKeys();
    const keys = Array.from({ length: 20_000 }, (_, index) => hash('sha256', `case ${index}`));
    expect(
      keys.map((key, index) => seen.firstLineOf(key, index + 2)).every((line) => line === undefined),
    ).toBe(true);
    expect(keys.map((key) => seen.firstLineOf(key, 99_999))).toEqual(keys.map((_, index) => index + 2));
  });

  it('are told apart in either half', () => {
    const seen = new SeenKeys();
    expect(seen.firstLineOf('0000000000000001', 1)).toBeUndefined();
    expect(seen.firstLineOf('0000000100000001', 2)).toBeUndefined();
    expect(seen.firstLineOf('0000000000000002', 3)).toBeUndefined();
    expect(seen.firstLineOf('0000000100000001', 4)).toBe(2);
  });
});
