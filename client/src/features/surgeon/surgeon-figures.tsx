import type { SurgeonOutput } from '@lamina/shared/contract/surgeon.ts';
import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import { getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { Link } from '@tanstack/react-router';
import { SuppressedMark } from '../../components/suppressed-mark.tsx';
import type { SharedSearch } from '../../lib/address.ts';
import { csvOf } from '../../lib/csv.ts';
import { FAMILIES } from '../../lib/families.ts';
import { formatCases } from '../../lib/format.ts';
import { casesBehind } from '../../lib/links.ts';
import { fileNameOf, saveFile } from '../../lib/save-file.ts';
import { appraisalCsv } from './appraisal-csv.ts';
import { ownFinding } from './own-finding.ts';
import { OwnRow } from './own-row.tsx';
import { OwnVlad } from './own-vlad.tsx';
import { percentilesTold } from './own-words.ts';
import styles from './surgeon-screen.module.css';

export interface SurgeonFiguresProps {
  readonly own: SurgeonOutput;
  readonly filter: CaseFilter;
  readonly shared: SharedSearch;
  /** Filters and data cut-off, one sentence each. */
  readonly basis: readonly string[];
  /** Followed case by case; another where this one cannot be. */
  readonly indicator: string | undefined;
  readonly view: 'picture' | 'table';
  readonly onViewChange: (view: 'picture' | 'table') => void;
  readonly onChooseIndicator: (indicator: string) => void;
  /** The reference of one figure, named as 'indicator/procedure'. */
  readonly onChooseReference: (figure: string, referenceId: string) => void;
}

/** What a surgeon's own cases came to, indicator by indicator, then case by case. */
export function SurgeonFigures({
  own,
  filter,
  shared,
  basis,
  indicator,
  view,
  onViewChange,
  onChooseIndicator,
  onChooseReference,
}: SurgeonFiguresProps) {
  const followed =
    indicator !== undefined && own.adjustable.includes(indicator) ? indicator : own.adjustable[0];
  return (
    <>
      <header className={styles.head} data-paper="upright">
        <div className={styles.words}>
          <h2 className={styles.finding}>
            {own.surgeon}, {ownFinding(own)}
          </h2>
          <p className={styles.lead}>{explanationOf(own)}</p>
          {hiddenRules(own).map((rule) => (
            <p key={rule} className={styles.basis}>
              Colleagues: <SuppressedMark rule={rule} inFull />
            </p>
          ))}
          <p className={styles.basis}>{basis.join(' ')}</p>
        </div>
        <div className={`${styles.tools} screen-only`}>
          <Link {...casesBehind({ shared })}>List my {formatCases(own.cases)}</Link>
          <button type="button" className={styles.tool} onClick={() => window.print()}>
            Print for appraisal
          </button>
          <button type="button" className={styles.tool} onClick={() => saveCsv(own, basis)}>
            Download (CSV)
          </button>
        </div>
      </header>
      <Key percentiles={percentilesTold(own.indicators)} />
      {FAMILIES.map(({ id, label, question }) => {
        const rows = own.indicators.filter(({ figures }) => getIndicator(figures.indicatorId).family === id);
        return rows.length === 0 ? null : (
          <section key={id} aria-labelledby={`own-${id}`} className={styles.family}>
            <p id={`own-${id}`} className={styles.group}>
              {label} <span className={styles.quiet}>{question}</span>
            </p>
            {rows.map((row) => (
              <OwnRow
                key={row.figures.indicatorId}
                indicator={getIndicator(row.figures.indicatorId)}
                own={row}
                shared={shared}
                onChooseReference={
                  own.procedure === null
                    ? undefined
                    : (referenceId) =>
                        onChooseReference(`${row.figures.indicatorId}/${own.procedure}`, referenceId)
                }
              />
            ))}
          </section>
        );
      })}
      {followed === undefined ? null : (
        <OwnVlad
          filter={filter}
          indicatorId={followed}
          adjustable={own.adjustable}
          basis={basis}
          view={view}
          onViewChange={onViewChange}
          onChoose={onChooseIndicator}
        />
      )}
    </>
  );
}

function Key({ percentiles }: { readonly percentiles: readonly [number, number] | null }) {
  return (
    <ul className={styles.key} aria-label="How to read the marks">
      <li>
        <span className={styles.keyOwn} aria-hidden="true" /> your figure with its 95 % interval
      </li>
      <li>
        <span className={styles.keyReference} aria-hidden="true" /> published reference
      </li>
      {percentiles === null ? null : (
        <li>
          <span className={styles.keyColleagues} aria-hidden="true" /> middle{' '}
          {percentiles[1] - percentiles[0]} % of colleagues, not named; the stroke through it is your rate,
          steadied as theirs are
        </li>
      )}
    </ul>
  );
}

function explanationOf({ procedure, procedures }: SurgeonOutput): string {
  const mix = procedures.map((each) => `${each.procedure} ${each.cases}`).join(', ');
  const together =
    procedure === null && procedures.length > 1
      ? ` Several procedures are counted together (${mix}): choose one to compare with references that speak of one.`
      : '';
  return `Colleagues are the other surgeons under the same filters. They are compared crude; O/E allows for case mix.${together}`;
}

/** By which rules colleagues are hidden somewhere, said once for all rows. */
function hiddenRules({ indicators }: SurgeonOutput): string[] {
  return [
    ...new Set(
      indicators.flatMap(({ colleagues }) => (colleagues.state === 'suppressed' ? colleagues.rule : [])),
    ),
  ];
}

function colleaguesInWords(percentiles: readonly [number, number] | null): string[] {
  if (percentiles === null) return ['Colleagues: not told for any indicator'];
  const [lower, upper] = percentiles;
  return [
    `Colleagues: ${lower}th to ${upper}th percentile of the other surgeons with enough cases; rates by beta-binomial shrinkage`,
  ];
}

function saveCsv(own: SurgeonOutput, basis: readonly string[]) {
  const text = csvOf(appraisalCsv(own), [
    `${own.surgeon}, ${ownFinding(own)}`,
    ...basis,
    ...colleaguesInWords(percentilesTold(own.indicators)),
  ]);
  saveFile(
    `${fileNameOf('my-outcomes', own.surgeon)}.csv`,
    new Blob([text], { type: 'text/csv;charset=utf-8' }),
  );
}
