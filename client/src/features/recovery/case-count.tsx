import type { CaseCounted } from '@lamina/shared/contract/cases.ts';
import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import { Link } from '@tanstack/react-router';
import type { SharedSearch } from '../../lib/address.ts';
import { formatCount } from '../../lib/format.ts';
import { casesBehind } from '../../lib/links.ts';

export interface CaseCountProps {
  readonly count: number;
  readonly shared: SharedSearch;
  readonly procedure: Procedure;
  readonly indicator: string;
  readonly counted: CaseCounted;
  /** What is counted, for those who hear the link out of its place. */
  readonly subject: string;
}

/** A number that leads to exactly its cases. */
export function CaseCount({ count, subject, ...which }: CaseCountProps) {
  return (
    <Link {...casesBehind(which)} aria-label={`${formatCount(count)} ${subject}`}>
      {formatCount(count)}
    </Link>
  );
}
