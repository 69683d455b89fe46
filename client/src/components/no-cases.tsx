import type { FilterOptions } from '@lamina/shared/contract/overview.ts';
import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import { FILTER_FIELDS, selectedPeriodInWords, selectionInWords } from '../lib/filter-fields.ts';
import styles from './no-cases.module.css';
import { Notice } from './notice.tsx';

export interface NoCasesProps {
  readonly filter: CaseFilter;
  readonly options: FilterOptions;
  readonly onLoosen: (filter: CaseFilter) => void;
}

/** Nothing matches: each filter that is set can be dropped from here. */
export function NoCases({ filter, options, onLoosen }: NoCasesProps) {
  const { from, to, ...withoutPeriod } = filter;
  const set = FILTER_FIELDS.filter((field) => field.read(filter).length > 0);
  return (
    <Notice title="No cases match these filters" role="status">
      <p>Loosen one of them:</p>
      <ul className={styles.list}>
        {from === undefined && to === undefined ? null : (
          <li>
            <button type="button" className={styles.loosen} onClick={() => onLoosen(withoutPeriod)}>
              All dates instead of {selectedPeriodInWords(filter, options)}
            </button>
          </li>
        )}
        {set.map((field) => (
          <li key={field.name}>
            <button
              type="button"
              className={styles.loosen}
              onClick={() => {
                const { [field.name]: _dropped, ...rest } = filter;
                onLoosen(rest);
              }}
            >
              {field.label}: {field.anyLabel} instead of {selectionInWords(field, filter, options)}
            </button>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
