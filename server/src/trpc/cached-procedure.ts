import { scopeOf } from '../auth/scope.ts';
import { getAnswerVersion } from '../services/answer-version.service.ts';
import type { ServiceContext } from '../services/service-context.ts';
import { AnswerCache } from './answer-cache.ts';
import { procedure } from './trpc.ts';

/** One cache for each record that is served. */
const caches = new WeakMap<ServiceContext['tally'], AnswerCache<object>>();

/**
 * For questions whose answers follow from the record, the viewer and the input alone: given once, an answer is given again until the
 * record changes. Not for lists of cases or single cases, each look at which counts, nor for viewers who have no scope.
 */
export const cachedProcedure = procedure.use(async ({ ctx, path, getRawInput, next }) => {
  const { viewer, services } = ctx;
  if (!hasScope(viewer)) return next();
  const cache = caches.get(services.tally) ?? new AnswerCache<object>();
  caches.set(services.tally, cache);
  const version = await getAnswerVersion(services);
  const key = { viewer, version, procedure: path, input: await getRawInput() };
  const kept = cache.find(key) as Awaited<ReturnType<typeof next>> | undefined;
  if (kept !== undefined) return kept;
  type Result = Awaited<ReturnType<typeof next>>;
  const result = (await cache.once(key, next)) as Result;
  // While it was worked out the record may have changed: then the answer belongs to neither version.
  if (result.ok && (await getAnswerVersion(services)) === version) {
    cache.put(key, result, JSON.stringify(result.data).length);
  }
  return result;
});

function hasScope(viewer: Parameters<typeof scopeOf>[0]): boolean {
  try {
    scopeOf(viewer);
    return true;
  } catch {
    return false;
  }
}
