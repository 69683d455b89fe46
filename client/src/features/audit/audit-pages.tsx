import { AUDIT_PAGE, type AuditOutput } from '@lamina/shared/contract/audit.ts';
import { Link } from '@tanstack/react-router';
import type { ScreenSearch } from '../../lib/address.ts';
import { formatCount } from '../../lib/format.ts';
import styles from './audit-screen.module.css';

export interface AuditPagesProps {
  readonly log: Pick<AuditOutput, 'page' | 'pages' | 'total'>;
  readonly search: ScreenSearch;
}

/** '51–100 of 1,642', and the pages beside this one. */
export function AuditPages({ log: { page, pages, total }, search }: AuditPagesProps) {
  const first = (page - 1) * AUDIT_PAGE + 1;
  const last = Math.min(total, page * AUDIT_PAGE);
  return (
    <nav aria-label="Pages" className={styles.pages}>
      <p>
        {formatCount(first)}–{formatCount(last)} of {formatCount(total)}
      </p>
      <p className={`${styles.pageLinks} screen-only`}>
        {page > 1 ? (
          <Link to="/audit" search={{ ...search, page: page - 1 }}>
            Later
          </Link>
        ) : null}
        {page < pages ? (
          <Link to="/audit" search={{ ...search, page: page + 1 }}>
            Earlier
          </Link>
        ) : null}
      </p>
    </nav>
  );
}
