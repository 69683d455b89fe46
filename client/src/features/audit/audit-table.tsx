import type { AuditEntry } from '@lamina/shared/contract/audit.ts';
import { Fragment } from 'react';
import { ScrollRegion } from '../../components/scroll-region.tsx';
import { formatCount, formatDate } from '../../lib/format.ts';
import { ROLE_WORDS } from '../../lib/roles.ts';
import styles from './audit-screen.module.css';
import { detailInWords, entryInWords, type NameOf } from './audit-words.ts';

export interface AuditTableProps {
  readonly caption: string;
  readonly rows: readonly AuditEntry[];
  readonly nameOf: NameOf;
}

/** The entries day by day, the latest first. */
export function AuditTable({ caption, rows, nameOf }: AuditTableProps) {
  const days = Map.groupBy(rows, ({ at }) => at.slice(0, 10));
  return (
    <ScrollRegion label={caption}>
      <table className={styles.table}>
        <caption className={styles.caption}>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Time (UTC)</th>
            <th scope="col">What</th>
            <th scope="col">Who</th>
            <th scope="col" className={styles.wide}>
              Address
            </th>
            <th scope="col" className={styles.wide} data-numeric="true">
              Entry
            </th>
          </tr>
        </thead>
        <tbody>
          {[...days].map(([day, entries]) => (
            <Fragment key={day}>
              <tr className={styles.day}>
                <th scope="rowgroup" colSpan={5}>
                  {formatDate(day)}
                </th>
              </tr>
              {entries.map((entry) => (
                <Row key={entry.sequence} entry={entry} nameOf={nameOf} />
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Row({ entry, nameOf }: { readonly entry: AuditEntry; readonly nameOf: NameOf }) {
  const detail = detailInWords(entry);
  return (
    <tr>
      <td className={styles.time}>{entry.at.slice(11, 19)}</td>
      <td className={styles.what}>
        {entryInWords(entry, nameOf)}
        {detail === '' ? null : <span className={styles.quiet}>{detail}</span>}
      </td>
      <td>
        {entry.actor}
        {entry.role === null ? null : <span className={styles.role}>{roleInWords(entry.role)}</span>}
      </td>
      <td className={`${styles.wide} ${styles.address}`}>{entry.address ?? '–'}</td>
      <td className={styles.wide} data-numeric="true" title={`Hash ${entry.hash}…`}>
        {formatCount(entry.sequence)}
      </td>
    </tr>
  );
}

function roleInWords(role: string): string {
  return role in ROLE_WORDS ? ROLE_WORDS[role as keyof typeof ROLE_WORDS].name : role;
}
