import type { CaseColumn } from '@lamina/shared/contract/cases.ts';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ChoiceList } from '../../components/choice-list.tsx';
import { FilterChip } from '../../components/filter-chip.tsx';
import { type ScreenSearch, without } from '../../lib/address.ts';
import { LIST_COLUMNS, LIST_VIEWS, type ListColumn } from './case-columns.ts';
import styles from './cases-screen.module.css';

export interface ListToolsProps {
  readonly search: ScreenSearch;
  readonly columns: readonly ListColumn[];
  readonly onChooseColumns: (columns: readonly CaseColumn[]) => void;
  /** Fetches the file and saves it; resolves to a sentence when that is not possible. */
  readonly onDownload: () => Promise<string | null>;
}

/** How the list is seen: views that are asked for often, columns, and the ways to take it along. */
export function ListTools({ search, columns, onChooseColumns, onDownload }: ListToolsProps) {
  const [message, setMessage] = useState('');
  const shown = columns.map(({ id }) => id).filter((id) => id !== 'key');

  async function copyAddress() {
    try {
      await navigator.clipboard.writeText(window.location.href);
      setMessage('Link copied: it opens this list, in this order, with these columns.');
    } catch {
      setMessage('This browser does not allow copying here: take the link from the address bar.');
    }
  }

  async function download() {
    setMessage('Preparing the file …');
    setMessage((await onDownload()) ?? 'File saved.');
  }

  return (
    <div className={`${styles.tools} screen-only`}>
      <nav aria-label="Views of the list" className={styles.views}>
        {LIST_VIEWS.map((view) => (
          <Link
            key={view.label}
            to="/cases"
            search={{
              ...without(search, 'page', 'columns', 'sort'),
              ...(view.columns === undefined ? {} : { columns: [...view.columns] }),
              ...(view.sort === undefined ? {} : { sort: view.sort }),
            }}
            resetScroll={false}
            className={styles.view}
            activeOptions={{ exact: true, includeSearch: true }}
            aria-current={isView(search, view) ? 'true' : undefined}
          >
            {view.label}
          </Link>
        ))}
      </nav>
      <div className={styles.actions}>
        <FilterChip label="Columns" selection={String(shown.length + 1)} active={false}>
          {() => (
            <ChoiceList
              label="Columns"
              choices={LIST_COLUMNS.filter(
                ({ id }) => id !== 'key' && (id !== 'outcome' || search.indicator !== undefined),
              ).map(({ id, heading }) => ({
                value: id,
                label: id === 'outcome' ? 'Outcome in the indicator' : heading,
              }))}
              selected={shown}
              onChange={(ids) => onChooseColumns(ids as CaseColumn[])}
            />
          )}
        </FilterChip>
        <button type="button" className={styles.action} onClick={() => void copyAddress()}>
          Copy link to this view
        </button>
        <button type="button" className={styles.action} onClick={() => void download()}>
          Download CSV
        </button>
      </div>
      <p role="status" className={styles.message}>
        {message}
      </p>
    </div>
  );
}

function isView({ columns, sort }: ScreenSearch, view: (typeof LIST_VIEWS)[number]): boolean {
  return columns?.join() === view.columns?.join() && (view.sort === undefined || sort === view.sort);
}
