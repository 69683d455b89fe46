import { AnswerCache, type AnswerKey } from '@lamina/server/trpc/answer-cache.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const viewer: fc.Arbitrary<Viewer> = fc.record({
  personId: fc.constantFrom(null, 'a', 'b'),
  name: fc.constantFrom('Ann', 'Bea'),
  role: fc.constantFrom('quality-lead', 'surgeon', 'viewer', 'administrator'),
  hospitals: fc.constantFrom<Viewer['hospitals']>('all', [], [1], [2], [1, 2]),
  surgeon: fc.constantFrom(null, 1, 2, 12),
});

const key: fc.Arbitrary<AnswerKey> = fc.record({
  viewer,
  version: fc.constantFrom('1', '2'),
  procedure: fc.constantFrom('overview.get', 'compare.get'),
  input: fc.constantFrom({}, { filter: {} }, { filter: { surgeons: [1] } }, { filter: { hospitals: [1] } }),
});

const KEY: AnswerKey = {
  viewer: { personId: null, name: 'Ann', role: 'surgeon', hospitals: 'all', surgeon: 1 },
  version: '1',
  procedure: 'overview.get',
  input: {},
};

describe('the cache of answers', () => {
  it('gives an answer only for the same scope, version, procedure and input, whatever was put before', () => {
    let found = 0;
    fc.assert(
      fc.property(fc.array(key, { minLength: 30, maxLength: 80 }), (keys) => {
        const cache = new AnswerCache<AnswerKey>(50);
        for (const asked of keys) {
          const answer = cache.find(asked);
          if (answer !== undefined) {
            found += 1;
            const { viewer: before, ...question } = answer;
            const { viewer: now, ...questionNow } = asked;
            expect(question).toEqual(questionNow);
            const anybody = { personId: null, name: '' };
            expect({ ...before, ...anybody }).toEqual({ ...now, ...anybody });
          }
          cache.put(asked, asked, 1);
        }
      }),
      { seed: 7, numRuns: 300 },
    );
    expect(found).toBeGreaterThan(50);
  });

  it.each<[string, Partial<Viewer>]>([
    ['role', { role: 'quality-lead' }],
    ['hospitals', { hospitals: [1] }],
    ['surgeon', { surgeon: 2 }],
  ])('keeps the answers of viewers of another %s apart', (_part, other) => {
    const cache = new AnswerCache<string>();
    cache.put(KEY, 'own', 1);
    expect(cache.find({ ...KEY, viewer: { ...KEY.viewer, ...other } })).toBeUndefined();
    expect(cache.find(KEY)).toBe('own');
  });

  it('gives one person the answer worked out for another who may see the same', () => {
    const cache = new AnswerCache<string>();
    cache.put(KEY, 'own', 1);
    expect(cache.find({ ...KEY, viewer: { ...KEY.viewer, personId: 'another' } })).toBe('own');
  });

  it('works out once what is asked several times at the same moment, and anew afterwards', async () => {
    const cache = new AnswerCache<number>();
    let times = 0;
    const work = async () => {
      times += 1;
      return times;
    };
    const other = { ...KEY, viewer: { ...KEY.viewer, surgeon: 2 } };
    expect(
      await Promise.all([cache.once(KEY, work), cache.once(KEY, work), cache.once(other, work)]),
    ).toEqual([1, 1, 2]);
    expect(await cache.once(KEY, work)).toBe(3);
  });

  it('forgets what was not used for longest when there is no room, and never takes more', () => {
    const cache = new AnswerCache<string>(10);
    const of = (procedure: string) => ({ ...KEY, procedure });
    cache.put(of('a'), 'a', 4);
    cache.put(of('b'), 'b', 4);
    cache.find(of('a'));
    cache.put(of('c'), 'c', 4);
    expect(cache.find(of('b'))).toBeUndefined();
    expect([cache.find(of('a')), cache.find(of('c'))]).toEqual(['a', 'c']);
    cache.put(of('large'), 'large', 11);
    expect(cache.find(of('large'))).toBeUndefined();
    expect(cache.find(of('a'))).toBe('a');
  });

  it('forgets an answer about an earlier record, and makes room for it', () => {
    const cache = new AnswerCache<string>(1);
    cache.put(KEY, 'before', 1);
    expect(cache.find({ ...KEY, version: '2' })).toBeUndefined();
    expect(cache.find(KEY)).toBeUndefined();
    cache.put({ ...KEY, version: '2' }, 'after', 1);
    expect(cache.find({ ...KEY, version: '2' })).toBe('after');
  });
});
