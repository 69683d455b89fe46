import type { SurgeonOutput } from '@lamina/shared/contract/surgeon.ts';
import { getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { FilterBar } from '../../components/filter-bar.tsx';
import { NoCases } from '../../components/no-cases.tsx';
import { Notice } from '../../components/notice.tsx';
import { ScreenHead } from '../../components/screen-head.tsx';
import { UnreadAddress } from '../../components/unread-address.tsx';
import { filterOf, type ScreenSearch, sharedOf, withFilter, without } from '../../lib/address.ts';
import { csvOf } from '../../lib/csv.ts';
import { FAMILIES } from '../../lib/families.ts';
import { filterInWords } from '../../lib/filter-fields.ts';
import { formatCases, formatDate } from '../../lib/format.ts';
import { casesBehind } from '../../lib/links.ts';
import { fileNameOf, saveFile } from '../../lib/save-file.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { appraisalCsv } from './appraisal-csv.ts';
import { ChooseSurgeon } from './choose-surgeon.tsx';
import { ownFinding } from './own-finding.ts';
import { OwnRow } from './own-row.tsx';
import { OwnVlad } from './own-vlad.tsx';
import styles from './surgeon-screen.module.css';

const route = getRouteApi('/surgeon');
const QUESTION = 'How are my own patients doing?';

/** A surgeon's own page. */
export function SurgeonScreen() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const trpc = useTRPC();
  const filter = filterOf(search);
  const chosen = filter.surgeons?.length ?? 0;
  const options = useQuery(trpc.overview.options.queryOptions());
  const { data: own, isPlaceholderData } = useQuery(
    trpc.surgeon.get.queryOptions(
      chosen === 1 ? { filter, references: search.references ?? {} } : skipToken,
      { placeholderData: keepPreviousData },
    ),
  );
  useEffect(() => {
    document.title = 'My outcomes · Lamina';
  }, []);

  function go(next: ScreenSearch) {
    void navigate({ search: next, resetScroll: false });
  }
  const loosen = (changed: ScreenSearch) => go(withFilter(search, changed));

  if (options.data === undefined) return <Waiting />;
  const bar = <FilterBar filter={filter} options={options.data} onChange={loosen} />;
  const unread =
    search.unread === undefined ? null : (
      <UnreadAddress names={search.unread} onDismiss={() => go(without(search, 'unread'))} />
    );
  if (chosen !== 1) {
    return (
      <>
        <h1>{QUESTION}</h1>
        {unread}
        {bar}
        {options.data.surgeons.length === 0 ? (
          <Notice title="No surgeon is reported">
            <p>This page needs cases whose source says who operated.</p>
          </Notice>
        ) : (
          <ChooseSurgeon
            surgeons={options.data.surgeons}
            chosen={chosen}
            onChoose={(id) => loosen({ ...filter, surgeons: [id] })}
          />
        )}
      </>
    );
  }
  if (own === undefined) return <Waiting />;
  const filterWords = filterInWords(filter, options.data);
  const cutOff = own.dataCutOff === null ? [] : [`Data up to ${formatDate(own.dataCutOff)}`];
  const provenance = [filterWords, ...cutOff];
  const indicatorId =
    search.indicator !== undefined && own.adjustable.includes(search.indicator)
      ? search.indicator
      : own.adjustable[0];
  return (
    <>
      <ScreenHead question={QUESTION} counted={own} filterWords={filterWords} />
      {unread}
      {bar}
      <div className={styles.figures} data-stale={isPlaceholderData} aria-busy={isPlaceholderData}>
        {own.cases === 0 ? (
          <NoCases filter={filter} options={options.data} onLoosen={loosen} />
        ) : (
          <>
            <header className={styles.head}>
              <div className={styles.words}>
                <h2 className={styles.finding}>
                  {own.surgeon}, {ownFinding(own)}
                </h2>
                <p className={styles.lead}>{explanationOf(own)}</p>
              </div>
              <div className={`${styles.tools} screen-only`}>
                <Link {...casesBehind({ shared: sharedOf(search) })}>List my {formatCases(own.cases)}</Link>
                <button type="button" className={styles.tool} onClick={() => window.print()}>
                  Print for appraisal
                </button>
                <button type="button" className={styles.tool} onClick={() => saveCsv(own, provenance)}>
                  Download (CSV)
                </button>
              </div>
            </header>
            <Key />
            {FAMILIES.map(({ id, label, question }) => {
              const rows = own.indicators.filter(
                ({ figures }) => getIndicator(figures.indicatorId).family === id,
              );
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
                      shared={sharedOf(search)}
                    />
                  ))}
                </section>
              );
            })}
            {indicatorId === undefined ? null : (
              <OwnVlad
                filter={filter}
                indicatorId={indicatorId}
                adjustable={own.adjustable}
                provenance={provenance}
                view={search.view ?? 'picture'}
                onViewChange={(view) => go({ ...search, view })}
                onChoose={(indicator) => go({ ...search, indicator })}
              />
            )}
          </>
        )}
      </div>
    </>
  );
}

function Waiting() {
  return (
    <div aria-busy="true">
      <h1>{QUESTION}</h1>
      <p className={styles.lead} role="status">
        Counting cases …
      </p>
    </div>
  );
}

function Key() {
  return (
    <ul className={styles.key} aria-label="How to read the marks">
      <li>
        <span className={styles.keyOwn} aria-hidden="true" /> your figure with its 95 % interval
      </li>
      <li>
        <span className={styles.keyReference} aria-hidden="true" /> published reference
      </li>
      <li>
        <span className={styles.keyColleagues} aria-hidden="true" /> middle 80 % of colleagues, not named; the
        stroke through it is your rate, steadied as theirs are
      </li>
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

function saveCsv(own: SurgeonOutput, provenance: readonly string[]) {
  const text = csvOf(appraisalCsv(own), [
    `${own.surgeon}, ${ownFinding(own)}`,
    ...provenance,
    'Colleagues: 10th to 90th percentile of the other surgeons with enough cases; rates by beta-binomial shrinkage',
  ]);
  saveFile(
    `${fileNameOf('my-outcomes', own.surgeon)}.csv`,
    new Blob([text], { type: 'text/csv;charset=utf-8' }),
  );
}
