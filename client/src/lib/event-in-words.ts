import type { CaseEvent } from '@lamina/shared/domain/surgical-case.ts';
import { describeEventKind } from '@lamina/shared/indicators/describe-criterion.ts';
import { formatDate } from './format.ts';

/** 'Deep infection, 24 Mar 2026' */
export function eventInWords({
  kind,
  depth,
  onsetDate,
  onsetPrecision,
  presentAtSurgery,
  source,
}: CaseEvent): string {
  const when =
    onsetDate === null
      ? 'day not reported'
      : `${onsetPrecision === 'day' ? '' : 'by '}${formatDate(onsetDate)}${onsetPrecision === 'day' ? '' : ' at the latest'}`;
  const known = source === null ? '' : `, known from ${source}`;
  return `${eventName({ kind, depth })}, ${when}${presentAtSurgery === true ? ', present at surgery already' : ''}${known}`;
}

/** 'Deep infection' */
export function eventName({ kind, depth }: Pick<CaseEvent, 'kind' | 'depth'>): string {
  const name = depth === null ? describeEventKind(kind) : `${depth} ${describeEventKind(kind)}`;
  return name.charAt(0).toUpperCase() + name.slice(1);
}
