import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { scopeOf } from '../auth/scope.ts';
import { getAnswerVersion } from '../services/answer-version.service.ts';
import type { ServiceContext } from '../services/service-context.ts';
import { AnswerCache, type AnswerKey } from './answer-cache.ts';
import { writeAnswer } from './answer-text.ts';
import { procedure } from './trpc.ts';

/** What is asked of a record, and by whom. */
export type Question = Pick<AnswerKey, 'viewer' | 'procedure' | 'input'>;

/** One cache for each record that is served. */
const caches = new WeakMap<ServiceContext['tally'], AnswerCache<object>>();

/**
 * For questions whose answers follow from the record, the viewer and the input alone: given once, an answer is given again until the
 * record changes. Not for lists of cases or single cases, each look at which counts, nor for viewers who have no scope.
 */
export const cachedProcedure = procedure.use(async ({ ctx, path, getRawInput, next }) => {
  const { viewer, services } = ctx;
  if (!hasScope(viewer)) return next();
  const cache = cacheOf(services);
  const version = await getAnswerVersion(services);
  const key = { viewer, version, procedure: path, input: await getRawInput() };
  type Result = Awaited<ReturnType<typeof next>>;
  const kept = cache.find(key) as Result | undefined;
  if (kept !== undefined) return kept;
  const result = (await cache.once(key, next)) as Result;
  // While it was worked out the record may have changed: then the answer belongs to neither version.
  if (result.ok && (await getAnswerVersion(services)) === version) {
    cache.put(key, result, writeAnswer(result.data as object).length);
  }
  return result;
});

/** The answer of a cached procedure that would be given again now: the same object as long as it is. */
export async function findAnswer(
  services: ServiceContext,
  question: Question,
): Promise<{ readonly data: object } | undefined> {
  const cache = cacheOf(services);
  if (!cache.answers(question.procedure) || !hasScope(question.viewer)) return undefined;
  const kept = cache.find({ ...question, version: await getAnswerVersion(services) });
  return kept as { readonly data: object } | undefined;
}

function cacheOf({ tally }: ServiceContext): AnswerCache<object> {
  const cache = caches.get(tally) ?? new AnswerCache<object>();
  caches.set(tally, cache);
  return cache;
}

function hasScope(viewer: Viewer): boolean {
  try {
    scopeOf(viewer);
    return true;
  } catch {
    return false;
  }
}
