import type { CaseCounted } from '@lamina/shared/contract/cases.ts';
import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import { getRouteApi, Link } from '@tanstack/react-router';
import { sharedOf } from '../../lib/address.ts';
import { formatCount } from '../../lib/format.ts';
import { casesBehind } from '../../lib/links.ts';
import { useOpensCases } from '../../lib/reader.ts';

const route = getRouteApi('/');

export interface CasesLinkProps {
  readonly count: number;
  readonly procedure: Procedure;
  readonly indicatorId?: string;
  readonly counted?: CaseCounted;
}

/** A number that leads to exactly the cases that it counts, for those who may see them. */
export function CasesLink({ count, procedure, indicatorId, counted }: CasesLinkProps) {
  const shared = sharedOf(route.useSearch());
  const opensCases = useOpensCases();
  const text = formatCount(count);
  if (!opensCases) return text;
  return (
    <Link
      {...casesBehind({
        shared,
        procedure,
        ...(indicatorId === undefined ? {} : { indicator: indicatorId }),
        ...(counted === undefined ? {} : { counted }),
      })}
      aria-label={`${text}, list these cases`}
    >
      {text}
    </Link>
  );
}
