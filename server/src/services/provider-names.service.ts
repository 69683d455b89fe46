import type { Scope } from '../auth/scope.ts';
import { getProviderNames } from '../repositories/provider.repository.ts';
import { getAnswerVersion } from './answer-version.service.ts';
import type { ServiceContext } from './service-context.ts';

type ProviderNames = Awaited<ReturnType<typeof getProviderNames>>;

interface KnownNames {
  readonly version: string;
  /** By scope. */
  readonly names: Map<string, ProviderNames>;
}

/** Of each record that is served. */
const known = new WeakMap<ServiceContext['tally'], KnownNames>();

/** As `getProviderNames`, which looks through every case: done again only when the record has changed. */
export async function providerNames(services: ServiceContext, scope: Scope): Promise<ProviderNames> {
  const { db, tally } = services;
  const version = await getAnswerVersion(services);
  const key = JSON.stringify(scope);
  const kept = known.get(tally);
  const found = kept?.version === version ? kept.names.get(key) : undefined;
  if (found !== undefined) return found;
  const names = await getProviderNames(db, scope);
  // Names read while the record changed belong to neither version.
  if ((await getAnswerVersion(services)) === version) {
    const current = known.get(tally);
    if (current?.version === version) current.names.set(key, names);
    else known.set(tally, { version, names: new Map([[key, names]]) });
  }
  return names;
}
