import type {
  CompletenessColumns,
  DataQualityInput,
  DataQualityOutput,
} from '@lamina/shared/contract/data-quality.ts';
import { RECORD_FIELDS } from '@lamina/shared/indicators/record-field.ts';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { FilteredScreen } from '../../components/filtered-screen.tsx';
import { filterOf, type ScreenSearch, sharedOf, without } from '../../lib/address.ts';
import { csvOf } from '../../lib/csv.ts';
import { useOpensCases } from '../../lib/reader.ts';
import { fileNameOf, saveFile } from '../../lib/save-file.ts';
import { useAskingAhead, useScreenAddress } from '../../lib/screen-address.ts';
import { AT_ONCE, useTRPC } from '../../lib/trpc.ts';
import { AffectedIndicators } from './affected-indicators.tsx';
import { completenessCsv } from './completeness-csv.ts';
import { CompletenessTable } from './completeness-table.tsx';
import { completenessFinding } from './completeness-words.ts';
import { DataControls } from './data-controls.tsx';
import styles from './data-screen.module.css';
import { ImportLog } from './import-log.tsx';
import { ImportsAlone } from './imports-alone.tsx';

const WORDS = { quarter: 'quarter by quarter', month: 'month by month', hospital: 'hospital by hospital' };

/** Imports, completeness, and what is affected by what is missing; who sees no case sees the imports alone. */
export function DataScreen() {
  return useOpensCases() ? <DataOfCases /> : <ImportsAlone />;
}

function DataOfCases() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const address = useAskingAhead(useScreenAddress(), (next) =>
    queryClient.prefetchQuery(trpc.dataQuality.get.queryOptions(completenessAt(next), AT_ONCE)),
  );
  const { search, go } = address;
  const field = fieldOf(search);
  const columns = columnsOf(search, field !== undefined);
  const options = useQuery(trpc.overview.options.queryOptions());
  const { data: quality, isPlaceholderData } = useQuery(
    trpc.dataQuality.get.queryOptions(completenessAt(search), { placeholderData: keepPreviousData }),
  );
  return (
    <>
      <FilteredScreen
        name="Data"
        question="What are the figures made of?"
        address={address}
        options={options.data}
        counted={quality}
        stale={isPlaceholderData}
      >
        {({ counted, basis }) => {
          const finding = completenessFinding(counted.rows, field?.label ?? null);
          return (
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
                  <p className={styles.basis}>{basis.join(' ')}</p>
                </header>
                <div className={`${styles.tools} screen-only`}>
                  <DataControls
                    columns={columns}
                    oneField={field !== undefined}
                    onChange={(chosen) => go({ ...without(search, 'by', 'step'), ...searchOf(chosen) })}
                  />
                  {field === undefined ? null : (
                    <button type="button" className={styles.link} onClick={() => go(without(search, 'open'))}>
                      All fields
                    </button>
                  )}
                  <button
                    type="button"
                    className={styles.link}
                    onClick={() => saveCsv(counted, [finding, ...basis])}
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
                  rows={counted.rows}
                  columns={counted.columns}
                  by={columns}
                  {...(field === undefined
                    ? { onOpen: (key: string) => go({ ...without(search, 'by'), open: key }) }
                    : {})}
                />
              </section>
              <AffectedIndicators
                affected={counted.affected}
                rows={field === undefined ? counted.rows : []}
                fieldId={field?.id ?? null}
                shared={sharedOf(search)}
              />
            </>
          );
        }}
      </FilteredScreen>
      {quality === undefined || quality.imports === null || quality.imports.length === 0 ? null : (
        <ImportLog
          imports={quality.imports}
          selected={search.selected}
          onSelect={(id) => go(id === undefined ? without(search, 'selected') : { ...search, selected: id })}
        />
      )}
    </>
  );
}

/** The completeness that an address asks for. */
function completenessAt(search: ScreenSearch): DataQualityInput {
  const field = fieldOf(search);
  return {
    filter: filterOf(search),
    columns: columnsOf(search, field !== undefined),
    field: field?.id ?? null,
  };
}

function fieldOf({ open }: ScreenSearch) {
  return RECORD_FIELDS.find(({ id }) => id === open);
}

function columnsOf({ by, step }: ScreenSearch, oneField: boolean): CompletenessColumns {
  if (by === 'hospital' && !oneField) return 'hospital';
  return step === 'month' ? 'month' : 'quarter';
}

function searchOf(columns: CompletenessColumns): ScreenSearch {
  if (columns === 'hospital') return { by: 'hospital' };
  return columns === 'month' ? { step: 'month' } : {};
}

function saveCsv(quality: DataQualityOutput, about: readonly string[]) {
  const text = csvOf(completenessCsv(quality), about);
  saveFile(`${fileNameOf('completeness')}.csv`, new Blob([text], { type: 'text/csv;charset=utf-8' }));
}
