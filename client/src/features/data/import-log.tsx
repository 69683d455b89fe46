import type { ImportEntry } from '@lamina/shared/contract/data-quality.ts';
import { ScrollRegion } from '../../components/scroll-region.tsx';
import { formatCount, formatDate } from '../../lib/format.ts';
import styles from './data-screen.module.css';
import { Rejections } from './rejections.tsx';

export interface ImportLogProps {
  readonly imports: readonly ImportEntry[];
  /** Id of the import whose rejected lines are shown. */
  readonly selected: number | undefined;
  readonly onSelect: (id: number | undefined) => void;
}

/** What was imported, when, and what became of each line. */
export function ImportLog({ imports, selected, onSelect }: ImportLogProps) {
  const open = imports.find(({ id }) => id === selected);
  return (
    <section className={styles.part} aria-labelledby="imports">
      <h2 id="imports">Imports</h2>
      <p className={styles.lead}>
        {importsInWords(imports)} A line that does not keep to its format is left out whole and listed with
        the reason.
      </p>
      <ScrollRegion label="Every import">
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">File</th>
              <th scope="col">Format</th>
              <th scope="col">Data up to</th>
              {['Added', 'Updated', 'Unchanged', 'Rejected'].map((heading) => (
                <th key={heading} scope="col" data-numeric="true">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {imports.map((entry) => (
              <tr key={entry.id}>
                <th scope="row">
                  {formatDate(entry.importedAt.slice(0, 10))}, {entry.importedAt.slice(11, 16)}
                </th>
                <td className={styles.file}>{entry.fileName}</td>
                <td>{entry.format}</td>
                <td>{entry.cutOff === null ? 'not stated' : formatDate(entry.cutOff)}</td>
                <td data-numeric="true">{formatCount(entry.added)}</td>
                <td data-numeric="true">{formatCount(entry.updated)}</td>
                <td data-numeric="true">{formatCount(entry.unchanged)}</td>
                <td data-numeric="true">
                  {entry.rejected === 0 ? (
                    '0'
                  ) : (
                    <button
                      type="button"
                      className={styles.link}
                      aria-expanded={entry.id === selected}
                      aria-label={`${formatCount(entry.rejected)}, show the rejected lines of ${entry.fileName}`}
                      onClick={() => onSelect(entry.id === selected ? undefined : entry.id)}
                    >
                      {formatCount(entry.rejected)}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {open === undefined ? null : <Rejections entry={open} onClose={() => onSelect(undefined)} />}
    </section>
  );
}

function importsInWords(imports: readonly ImportEntry[]): string {
  const sum = (name: 'added' | 'updated' | 'unchanged' | 'rejected') =>
    imports.reduce((total, entry) => total + entry[name], 0);
  const files =
    imports.length === 1 ? '1 import' : `${formatCount(imports.length)} imports, the latest first`;
  const rejected = sum('rejected');
  return `${files}: ${formatCount(sum('added'))} cases added, ${formatCount(sum('updated'))} updated, ${rejected === 0 ? 'no line' : `${formatCount(rejected)} ${rejected === 1 ? 'line' : 'lines'}`} rejected.`;
}
