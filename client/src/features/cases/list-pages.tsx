import { CASES_A_PAGE } from '@lamina/shared/contract/cases.ts';
import { Link } from '@tanstack/react-router';
import type { ScreenSearch } from '../../lib/address.ts';
import { formatCount } from '../../lib/format.ts';
import styles from './cases-screen.module.css';

export interface ListPagesProps {
  readonly page: number;
  readonly pages: number;
  readonly total: number;
  readonly search: ScreenSearch;
}

/** '51–100 of 1,642', and the pages beside this one. */
export function ListPages({ page, pages, total, search }: ListPagesProps) {
  const first = (page - 1) * CASES_A_PAGE + 1;
  const last = Math.min(total, page * CASES_A_PAGE);
  const targets = [
    { label: 'First', to: 1, possible: page > 1 },
    { label: 'Previous', to: page - 1, possible: page > 1 },
    { label: 'Next', to: page + 1, possible: page < pages },
    { label: 'Last', to: pages, possible: page < pages },
  ];
  return (
    <nav aria-label="Pages" className={styles.pages}>
      <p>
        {formatCount(first)}–{formatCount(last)} of {formatCount(total)}
        {pages > 1 ? `, page ${formatCount(page)} of ${formatCount(pages)}` : ''}
      </p>
      {pages > 1 ? (
        <ul className={`${styles.pageLinks} screen-only`}>
          {targets.map(({ label, to, possible }) => (
            <li key={label}>
              {possible ? (
                <Link
                  to="/cases"
                  search={{ ...search, page: to }}
                  resetScroll={false}
                  className={styles.page}
                >
                  {label}
                </Link>
              ) : (
                <span className={styles.noPage} aria-hidden="true">
                  {label}
                </span>
              )}
            </li>
          ))}
        </ul>
      ) : null}
    </nav>
  );
}
