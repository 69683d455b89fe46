import { isLoopback, isOnlyLocal, originOf, originsOf } from '@lamina/server/auth/listening-address.ts';
import { type Config, readConfig } from '@lamina/server/config.ts';
import { describe, expect, it } from 'vitest';

const { signIn } = readConfig();

function at(host: string, origin?: string): Pick<Config, 'host' | 'port' | 'signIn'> {
  return { host, port: 4000, signIn: { ...signIn, origin } };
}

describe('the address that people type', () => {
  it.each([
    ['127.0.0.1', undefined, 'http://127.0.0.1:4000'],
    ['localhost', undefined, 'http://localhost:4000'],
    ['::1', undefined, 'http://[::1]:4000'],
    ['127.0.0.1', 'https://lamina.example.org/', 'https://lamina.example.org'],
    ['0.0.0.0', 'https://lamina.example.org', 'https://lamina.example.org'],
    ['0.0.0.0', 'http://localhost:8080', 'http://localhost:8080'],
  ])('is, listening on %s with LAMINA_ORIGIN %s, %s', (host, origin, expected) => {
    expect(originOf(at(host, origin))).toBe(expected);
  });

  it.each([
    ['0.0.0.0', undefined],
    ['192.168.1.5', undefined],
    ['::', undefined],
    ['127.0.0.1', 'http://lamina.example.org'],
    ['127.0.0.1', 'http://127.0.0.1.example.org'],
    ['127.0.0.1', 'lamina.example.org'],
    ['127.0.0.1', 'ftp://lamina.example.org'],
  ])(
    'is refused, listening on %s with LAMINA_ORIGIN %s: passwords would travel in the clear',
    (host, origin) => {
      expect(() => originOf(at(host, origin))).toThrow(/https/);
    },
  );
});

it.each([
  ['127.0.0.1', undefined, true],
  ['127.0.0.1', 'http://localhost:5173', true],
  ['127.0.0.1', 'https://lamina.example.org', false],
  ['127.0.0.1', 'no address', false],
  ['0.0.0.0', undefined, false],
  ['0.0.0.0', 'http://localhost:4000', false],
])('only this computer reaches %s behind %s: %s', (host, origin, expected) => {
  expect(isOnlyLocal(at(host, origin))).toBe(expected);
});

it('knows a loopback address from one that looks like it', () => {
  expect(['127.0.0.1', '127.9.9.9', 'localhost', '::1', '[::1]'].every(isLoopback)).toBe(true);
  expect(
    ['0.0.0.0', '127.0.0.1.example.org', 'localhost.example.org', '::', '10.0.0.1'].some(isLoopback),
  ).toBe(false);
});

it('takes this computer by all its names, and an https address by one', () => {
  expect(originsOf('http://127.0.0.1:4000', 4000)).toEqual([
    'http://127.0.0.1:4000',
    'http://localhost:4000',
    'http://[::1]:4000',
  ]);
  expect(originsOf('http://localhost:5173', 4000)).toContain('http://127.0.0.1:4000');
  expect(originsOf('https://lamina.example.org', 4000)).toEqual(['https://lamina.example.org']);
});
