import type { PublishedComparator } from '@lamina/shared/contract/overview.ts';
import { Notice } from '../../components/notice.tsx';
import { PublishedPanel } from './published-panel.tsx';

export interface EmptyRecordProps {
  readonly comparators: readonly PublishedComparator[];
}

export function EmptyRecord({ comparators }: EmptyRecordProps) {
  return (
    <>
      <h1>Where should I look?</h1>
      <Notice title="There are no cases yet">
        <p>Import a file of operations, and this screen compares them with published references:</p>
        <p>
          <code>pnpm lamina import cases.csv --format lamina-csv</code>
        </p>
        <p>
          Or look around with invented cases first: <code>pnpm lamina demo</code>
        </p>
      </Notice>
      <PublishedPanel comparators={comparators} />
    </>
  );
}
