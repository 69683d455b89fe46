import type { CaseCounted } from '@lamina/shared/contract/cases.ts';
import { PROCEDURE_GROUPS, type ProcedureGroup } from '@lamina/shared/contract/procedures.ts';
import { Link } from '@tanstack/react-router';
import type { SharedSearch } from '../../lib/address.ts';
import { formatCount } from '../../lib/format.ts';
import { casesBehind } from '../../lib/links.ts';

export interface GroupLinkProps {
  readonly count: number;
  readonly group: ProcedureGroup;
  readonly shared: SharedSearch;
  readonly indicator: string;
  readonly counted: CaseCounted;
  /** What is counted, for those who hear the link out of its place. */
  readonly subject: string;
}

/** A number that leads to exactly its cases. */
export function GroupLink({ count, group, shared, indicator, counted, subject }: GroupLinkProps) {
  const procedures = PROCEDURE_GROUPS[group].filter(
    (procedure) => shared.procedures === undefined || shared.procedures.includes(procedure),
  );
  return (
    <Link
      {...casesBehind({ shared: { ...shared, procedures }, indicator, counted })}
      aria-label={`${formatCount(count)} ${subject}`}
    >
      {formatCount(count)}
    </Link>
  );
}
