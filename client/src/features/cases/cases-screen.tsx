import { findIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { TRPCClientError } from '@trpc/client';
import { useEffect } from 'react';
import { FilterBar } from '../../components/filter-bar.tsx';
import { NoCases } from '../../components/no-cases.tsx';
import { Notice } from '../../components/notice.tsx';
import { UnreadAddress } from '../../components/unread-address.tsx';
import { filterOf, type ScreenSearch, sharedOf, withFilter, without } from '../../lib/address.ts';
import { filterInWords } from '../../lib/filter-fields.ts';
import { formatDate } from '../../lib/format.ts';
import { saveFile } from '../../lib/save-file.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { chosenColumns } from './case-columns.ts';
import { CaseTable } from './case-table.tsx';
import styles from './cases-screen.module.css';
import { CasesSkeleton } from './cases-skeleton.tsx';
import { CountedChip } from './counted-chip.tsx';
import { ListPages } from './list-pages.tsx';
import { readSort } from './list-sort.ts';
import { ListTools } from './list-tools.tsx';
import { casesInWords, headingOf, meaningOf } from './which-cases.ts';

const route = getRouteApi('/cases');

/** Which cases are these? */
export function CasesScreen() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const filter = filterOf(search);
  const indicator = search.indicator === undefined ? undefined : findIndicator(search.indicator);
  const counted = search.counted ?? 'denominator';
  const sort = readSort(search.sort);
  const which = {
    filter,
    sort,
    ...(indicator === undefined ? {} : { of: { indicator: indicator.id, counted } }),
  };
  const options = useQuery(trpc.overview.options.queryOptions());
  const cases = useQuery(
    trpc.cases.list.queryOptions({ ...which, page: search.page ?? 1 }, { placeholderData: keepPreviousData }),
  );
  useEffect(() => {
    document.title = 'Cases · Lamina';
  }, []);

  function go(next: ScreenSearch) {
    void navigate({ search: next, resetScroll: false });
  }

  if (options.data === undefined || cases.data === undefined) return <CasesSkeleton />;
  const list = cases.data;
  if (list.contents === 'empty') return <NothingYet />;
  const heading = headingOf({ filter, indicator, counted, counts: list });
  const meaning = meaningOf({ indicator, counted });
  const columns = chosenColumns(search.columns, indicator);
  const filterWords = filterInWords(filter, options.data);

  async function download(): Promise<string | null> {
    const question = trpc.cases.csv.queryOptions(
      {
        ...which,
        columns: columns.map(({ id }) => id),
        about: [heading, ...(meaning === null ? [] : [meaning]), filterWords],
      },
      { gcTime: 0, retry: false },
    );
    try {
      const { fileName, text } = await queryClient.fetchQuery(question);
      saveFile(fileName, new Blob([text], { type: 'text/csv;charset=utf-8' }));
      return null;
    } catch (error) {
      if (error instanceof TRPCClientError) return error.message;
      throw error;
    }
  }

  return (
    <>
      <header className={styles.head}>
        <div>
          <h1>{heading}</h1>
          {meaning === null ? null : <p className={styles.meaning}>{meaning}</p>}
          <p className={styles.about}>
            {list.dataCutOff === null ? '' : `Data up to ${formatDate(list.dataCutOff)}. `}
            No names: each case is known by a pseudonymous key.
          </p>
        </div>
        {list.contents === 'demo' ? <p className={styles.demo}>Invented patients</p> : null}
        <p className="print-only">Lamina · {filterWords}</p>
      </header>
      {search.unread === undefined ? null : (
        <UnreadAddress names={search.unread} onDismiss={() => go(without(search, 'unread'))} />
      )}
      <FilterBar
        filter={filter}
        options={options.data}
        onChange={(changed) => go(withFilter(search, changed))}
      >
        {indicator === undefined ? null : (
          <CountedChip
            indicator={indicator}
            counted={counted}
            search={search}
            onClear={() => go(without(search, 'indicator', 'counted', 'page'))}
          />
        )}
      </FilterBar>
      <div className={styles.list} data-stale={cases.isPlaceholderData} aria-busy={cases.isPlaceholderData}>
        {list.selected === 0 ? (
          <NoCases
            filter={filter}
            options={options.data}
            onLoosen={(changed) => go(withFilter(search, changed))}
          />
        ) : list.total === 0 ? (
          <Notice title="None of these cases" role="status">
            <p>
              The filters select {casesInWords(list.selected, filter)}, none of which is one of these.{' '}
              <Link to="/cases" search={sharedOf(search)}>
                Show all of them
              </Link>
            </p>
          </Notice>
        ) : (
          <>
            <ListTools
              search={search}
              columns={columns}
              onChooseColumns={(ids) => go({ ...search, columns: ids.length === 0 ? ['key'] : [...ids] })}
              onDownload={download}
            />
            <CaseTable caption={heading} columns={columns} rows={list.rows} sort={sort} search={search} />
            <ListPages page={list.page} pages={list.pages} total={list.total} search={search} />
          </>
        )}
      </div>
    </>
  );
}

function NothingYet() {
  return (
    <>
      <h1>Which cases are these?</h1>
      <Notice title="There are no cases yet">
        <p>
          <Link to="/">The overview</Link> says how to import some.
        </p>
      </Notice>
    </>
  );
}
