import type { AffectedIndicator, CompletenessRow } from '@lamina/shared/contract/data-quality.ts';
import { findIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { RECORD_FIELDS } from '@lamina/shared/indicators/record-field.ts';
import { Link } from '@tanstack/react-router';
import { ScrollRegion } from '../../components/scroll-region.tsx';
import type { SharedSearch } from '../../lib/address.ts';
import { formatCount, formatProportion } from '../../lib/format.ts';
import { casesBehind } from '../../lib/links.ts';
import { percentInWords, shareOf } from './completeness-words.ts';
import styles from './data-screen.module.css';

export interface AffectedIndicatorsProps {
  readonly affected: readonly AffectedIndicator[];
  /** The completeness of every field; none where one field is shown hospital by hospital. */
  readonly rows: readonly CompletenessRow[];
  /** Only indicators that read this field. */
  readonly fieldId: string | null;
  readonly shared: SharedSearch;
}

/** Which indicators cannot judge how many cases for want of a field, and which fields each reads. */
export function AffectedIndicators({ affected, rows, fieldId, shared }: AffectedIndicatorsProps) {
  const listed = affected.filter(({ fields, notReported }) =>
    fieldId === null ? notReported > 0 : fields.includes(fieldId),
  );
  const adjusted =
    fieldId === null ? [] : affected.filter(({ adjustedFor }) => adjustedFor.includes(fieldId));
  return (
    <section className={styles.part} aria-labelledby="affected">
      <h2 id="affected">What “not reported” affects</h2>
      <p className={styles.lead}>
        {fieldId === null
          ? 'A case of which something is not reported is left out of the indicators that need it, never counted as “no”. Each number leads to its cases.'
          : 'Indicators that need this field; a case without it is left out of them, never counted as “no”.'}
      </p>
      {listed.length === 0 ? (
        <p className={styles.lead}>
          {fieldId === null
            ? 'Every indicator can judge every case that it is meant for.'
            : 'No indicator needs it to judge a case.'}
        </p>
      ) : (
        <ScrollRegion label="Affected">
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">Indicator</th>
                <th scope="col" data-numeric="true">
                  Cases not judged for want of a field
                </th>
                <th scope="col" data-numeric="true">
                  Of those it is meant for
                </th>
                <th scope="col">Fields that it reads{rows.length === 0 ? '' : ' (reported, %)'}</th>
              </tr>
            </thead>
            <tbody>
              {listed
                .toSorted((one, other) => other.notReported - one.notReported)
                .map(({ indicatorId, notReported, cases, fields }) => (
                  <tr key={indicatorId}>
                    <th scope="row">
                      <Link to="/methods" hash={indicatorId} search={true}>
                        {findIndicator(indicatorId)?.name ?? indicatorId}
                      </Link>
                    </th>
                    <td data-numeric="true">
                      <Link
                        {...casesBehind({ shared, indicator: indicatorId, counted: 'not-reported' })}
                        aria-label={`${formatCount(notReported)}, list these cases`}
                      >
                        {formatCount(notReported)}
                      </Link>
                    </td>
                    <td data-numeric="true">{cases === 0 ? '–' : formatProportion(notReported / cases)}</td>
                    <td>{fields.map((id) => fieldInWords(id, rows)).join('; ')}</td>
                  </tr>
                ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
      {adjusted.length === 0 ? null : (
        <p className={styles.lead}>
          {formatCount(adjusted.length)} case-mix {adjusted.length === 1 ? 'model adjusts' : 'models adjust'}{' '}
          for it; there a case without it keeps its place, and its expected risk is that of cases which lack
          it.
        </p>
      )}
    </section>
  );
}

function fieldInWords(id: string, rows: readonly CompletenessRow[]): string {
  const label = RECORD_FIELDS.find((field) => field.id === id)?.label ?? id;
  const row = rows.find(({ key }) => key === id);
  const share = row === undefined ? null : shareOf(row);
  return share === null ? label : `${label} (${percentInWords(share)})`;
}
