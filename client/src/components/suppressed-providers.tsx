import type { SuppressedProvider } from '@lamina/shared/contract/compare.ts';
import { SuppressedMark } from './suppressed-mark.tsx';

/** Providers of whom the reader is not told, by name under the rule that hides them. */
export function SuppressedProviders({ providers }: { readonly providers: readonly SuppressedProvider[] }) {
  const rules = [...new Set(providers.map(({ rule }) => rule))];
  return rules.map((rule) => (
    <p key={rule}>
      {providers
        .filter((provider) => provider.rule === rule)
        .map(({ name }) => name)
        .join(', ')}
      : <SuppressedMark rule={rule} inFull />
    </p>
  ));
}
