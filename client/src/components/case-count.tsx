import { Link } from '@tanstack/react-router';
import { formatCount } from '../lib/format.ts';
import { type CasesBehind, casesBehind } from '../lib/links.ts';
import { useOpensCases } from '../lib/reader.ts';

export interface CaseCountProps {
  readonly count: number;
  /** Exactly the cases counted; undefined where no list of them can be asked for. */
  readonly behind: CasesBehind | undefined;
  /** What is counted, for those who hear the link out of its place. */
  readonly subject: string;
}

/** A number that leads to exactly its cases, where they can be listed and the reader may see them. */
export function CaseCount({ count, behind, subject }: CaseCountProps) {
  const opensCases = useOpensCases();
  if (behind === undefined || !opensCases) return formatCount(count);
  return (
    <Link {...casesBehind(behind)} aria-label={`${formatCount(count)} ${subject}`}>
      {formatCount(count)}
    </Link>
  );
}
