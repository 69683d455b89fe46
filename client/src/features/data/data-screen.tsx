import type { CompletenessColumns, DataQualityOutput } from '@lamina/shared/contract/data-quality.ts';
import { RECORD_FIELDS } from '@lamina/shared/indicators/record-field.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect } from 'react';
import { FilterBar } from '../../components/filter-bar.tsx';
import { NoCases } from '../../components/no-cases.tsx';
import { Notice } from '../../components/notice.tsx';
import { ScreenHead } from '../../components/screen-head.tsx';
import { UnreadAddress } from '../../components/unread-address.tsx';
import { filterOf, type ScreenSearch, sharedOf, withFilter, without } from '../../lib/address.ts';
import { csvOf } from '../../lib/csv.ts';
import { filterInWords } from '../../lib/filter-fields.ts';
import { fileNameOf, saveFile } from '../../lib/save-file.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { AffectedIndicators } from './affected-indicators.tsx';
import { completenessCsv } from './completeness-csv.ts';
import { CompletenessTable } from './completeness-table.tsx';
import { completenessFinding } from './completeness-words.ts';
import { DataControls } from './data-controls.tsx';
import styles from './data-screen.module.css';
import { ImportLog } from './import-log.tsx';

const route = getRouteApi('/data');
const QUESTION = 'What are the figures made of?';
const WORDS = { quarter: 'quarter by quarter', month: 'month by month', hospital: 'hospital by hospital' };

/** Imports, completeness, and what is affected by what is missing. */
export function DataScreen() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const trpc = useTRPC();
  const filter = filterOf(search);
  const field = RECORD_FIELDS.find(({ id }) => id === search.open);
  const columns = columnsOf(search, field !== undefined);
  const options = useQuery(trpc.overview.options.queryOptions());
  const { data: quality, isPlaceholderData } = useQuery(
    trpc.dataQuality.get.queryOptions(
      { filter, columns, field: field?.id ?? null },
      { placeholderData: keepPreviousData },
    ),
  );
  useEffect(() => {
    document.title = 'Data · Lamina';
  }, []);

  function go(next: ScreenSearch) {
    void navigate({ search: next, resetScroll: false });
  }
  const loosen = (changed: ScreenSearch) => go(withFilter(search, changed));

  if (options.data === undefined || quality === undefined) {
    return (
      <div aria-busy="true">
        <h1>{QUESTION}</h1>
        <p className={styles.lead} role="status">
          Counting what is reported …
        </p>
      </div>
    );
  }
  const filterWords = filterInWords(filter, options.data);
  const finding = completenessFinding(quality.rows, field?.label ?? null);
  return (
    <>
      <ScreenHead question={QUESTION} counted={quality} filterWords={filterWords} />
      {search.unread === undefined ? null : (
        <UnreadAddress names={search.unread} onDismiss={() => go(without(search, 'unread'))} />
      )}
      {quality.contents === 'empty' ? (
        <Notice title="There are no cases yet">
          <p>The overview says how to import them. What is rejected on the way is listed below.</p>
        </Notice>
      ) : (
        <>
          <FilterBar filter={filter} options={options.data} onChange={loosen} />
          <div className={styles.figures} data-stale={isPlaceholderData} aria-busy={isPlaceholderData}>
            {quality.cases === 0 ? (
              <NoCases filter={filter} options={options.data} onLoosen={loosen} />
            ) : (
              <>
                <section className={styles.part} aria-labelledby="completeness">
                  <header className={styles.head}>
                    <h2 id="completeness" className={styles.finding}>
                      {finding}
                    </h2>
                    <p className={styles.lead}>
                      Share of cases of which {field === undefined ? 'each field' : 'this field'} is reported,
                      in %. Darker: more is missing.{columns === 'hospital' ? '' : ' The latest come first.'}{' '}
                      Hatched: the follow-up that it needs was not over at the data cut-off, so it will still
                      grow; it is left out of “All”.
                    </p>
                  </header>
                  <div className={styles.tools}>
                    <DataControls
                      columns={columns}
                      oneField={field !== undefined}
                      onChange={(chosen) => go({ ...without(search, 'by', 'step'), ...searchOf(chosen) })}
                    />
                    {field === undefined ? null : (
                      <button
                        type="button"
                        className={`${styles.link} screen-only`}
                        onClick={() => go(without(search, 'open'))}
                      >
                        All fields
                      </button>
                    )}
                    <button
                      type="button"
                      className={`${styles.link} screen-only`}
                      onClick={() => saveCsv(quality, finding, filterWords)}
                    >
                      Download (CSV)
                    </button>
                  </div>
                  <CompletenessTable
                    caption={
                      field === undefined
                        ? `Completeness of every field, ${WORDS[columns]}. A field opens hospital by hospital.`
                        : `Completeness of “${field.label}”, by hospital, ${WORDS[columns]}`
                    }
                    heading={field === undefined ? 'Field' : 'Hospital'}
                    rows={quality.rows}
                    columns={quality.columns}
                    by={columns}
                    {...(field === undefined
                      ? { onOpen: (key: string) => go({ ...without(search, 'by'), open: key }) }
                      : {})}
                  />
                </section>
                <AffectedIndicators
                  affected={quality.affected}
                  rows={field === undefined ? quality.rows : []}
                  fieldId={field?.id ?? null}
                  shared={sharedOf(search)}
                />
              </>
            )}
          </div>
        </>
      )}
      {quality.imports === null || quality.imports.length === 0 ? null : (
        <ImportLog
          imports={quality.imports}
          selected={search.selected}
          onSelect={(id) => go(id === undefined ? without(search, 'selected') : { ...search, selected: id })}
        />
      )}
    </>
  );
}

function columnsOf({ by, step }: ScreenSearch, oneField: boolean): CompletenessColumns {
  if (by === 'hospital' && !oneField) return 'hospital';
  return step === 'month' ? 'month' : 'quarter';
}

function searchOf(columns: CompletenessColumns): ScreenSearch {
  if (columns === 'hospital') return { by: 'hospital' };
  return columns === 'month' ? { step: 'month' } : {};
}

function saveCsv(quality: DataQualityOutput, finding: string, filterWords: string) {
  const cutOff = quality.dataCutOff === null ? [] : [`Data up to ${quality.dataCutOff}`];
  const text = csvOf(completenessCsv(quality), [finding, filterWords, ...cutOff]);
  saveFile(`${fileNameOf('completeness')}.csv`, new Blob([text], { type: 'text/csv;charset=utf-8' }));
}
