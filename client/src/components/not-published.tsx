import type { FilterOptions } from '@lamina/shared/contract/overview.ts';
import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import { filterInWords } from '../lib/filter-fields.ts';
import { publishedPart } from '../lib/published-filter.ts';
import styles from './no-cases.module.css';
import { Notice } from './notice.tsx';

export interface NotPublishedProps {
  readonly filter: CaseFilter;
  readonly options: FilterOptions;
  readonly onClear: (filter: CaseFilter) => void;
}

/** The filter asks for more than the reader is told: why, and the way to what is told. */
export function NotPublished({ filter, options, onClear }: NotPublishedProps) {
  const { published } = options;
  if (published === null) return null;
  const part = publishedPart(filter, published);
  return (
    <Notice title="These filters are not answered" role="status">
      <p>{published.rule}. The address asks for something else.</p>
      <p>
        <button type="button" className={styles.loosen} onClick={() => onClear(part)}>
          Clear what is not answered: {filterInWords(part, options)}
        </button>
      </p>
    </Notice>
  );
}
