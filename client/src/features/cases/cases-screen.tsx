import { readCaseGroup } from '@lamina/shared/contract/case-group.ts';
import type { CasesInput } from '@lamina/shared/contract/cases.ts';
import { findIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { TRPCClientError } from '@trpc/client';
import { FilteredScreen } from '../../components/filtered-screen.tsx';
import { Notice } from '../../components/notice.tsx';
import { PrintHead } from '../../components/print-head.tsx';
import { DemoMark } from '../../components/screen-head.tsx';
import { filterOf, type ScreenSearch, sharedOf, without } from '../../lib/address.ts';
import { formatDate } from '../../lib/format.ts';
import { saveFile } from '../../lib/save-file.ts';
import { useAskingAhead, useScreenAddress } from '../../lib/screen-address.ts';
import { AT_ONCE, useTRPC } from '../../lib/trpc.ts';
import { chosenColumns } from './case-columns.ts';
import { CaseTable } from './case-table.tsx';
import styles from './cases-screen.module.css';
import { CountedChip } from './counted-chip.tsx';
import { GroupChip } from './group-chip.tsx';
import { ListPages } from './list-pages.tsx';
import { readSort } from './list-sort.ts';
import { ListTools } from './list-tools.tsx';
import { casesInWords, headingOf, meaningOf } from './which-cases.ts';

/** Which cases are these? */
export function CasesScreen() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const asking = useAskingAhead(useScreenAddress(), (next) =>
    queryClient.prefetchQuery(trpc.cases.list.queryOptions(listAt(next), AT_ONCE)),
  );
  // Every list asked for counts as looked at, so none is before the reader has chosen it.
  const { prepare, ...address } = asking;
  const { search, filter, go } = address;
  const indicator = search.indicator === undefined ? undefined : findIndicator(search.indicator);
  const counted = search.counted ?? 'denominator';
  const group = search.group === undefined ? undefined : readCaseGroup(search.group);
  const list = listAt(search);
  const { page: _page, ...which } = list;
  const { sort } = list;
  const meaning = meaningOf({ indicator, counted });
  const options = useQuery(trpc.overview.options.queryOptions());
  const cases = useQuery(trpc.cases.list.queryOptions(list, { placeholderData: keepPreviousData }));
  const columns = chosenColumns(search.columns, indicator);

  async function download(heading: string, filterWords: string): Promise<string | null> {
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
    <FilteredScreen
      name="Cases"
      question="Which cases are these?"
      address={address}
      options={options.data}
      counted={cases.data === undefined ? undefined : { ...cases.data, cases: cases.data.selected }}
      stale={cases.isPlaceholderData}
      head={({ counted: list, filterWords }) => (
        <header className={styles.head}>
          <div>
            <h1>{headingOf({ filter, indicator, counted, group, counts: list })}</h1>
            {meaning === null ? null : <p className={styles.meaning}>{meaning}</p>}
            <p className={styles.about}>
              {list.dataCutOff === null ? '' : `Data up to ${formatDate(list.dataCutOff)}. `}
              No names: each case is known by a pseudonymous key.
            </p>
          </div>
          {list.contents === 'demo' ? <DemoMark /> : null}
          <PrintHead words={filterWords} dataCutOff={list.dataCutOff} />
        </header>
      )}
      chips={
        <>
          {indicator === undefined ? null : (
            <CountedChip
              indicator={indicator}
              counted={counted}
              search={search}
              onClear={() => go(without(search, 'indicator', 'counted', 'page'))}
            />
          )}
          {group === undefined ? null : (
            <GroupChip group={group} onClear={() => go(without(search, 'group', 'page'))} />
          )}
        </>
      }
    >
      {({ counted: list, filterWords }) => {
        const heading = headingOf({ filter, indicator, counted, group, counts: list });
        return list.total === 0 ? (
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
              onDownload={() => download(heading, filterWords)}
            />
            <CaseTable caption={heading} columns={columns} rows={list.rows} sort={sort} search={search} />
            <ListPages page={list.page} pages={list.pages} total={list.total} search={search} />
          </>
        );
      }}
    </FilteredScreen>
  );
}

/** The list that an address asks for. */
function listAt(search: ScreenSearch): CasesInput {
  const indicator = search.indicator === undefined ? undefined : findIndicator(search.indicator);
  const group = search.group === undefined ? undefined : readCaseGroup(search.group);
  return {
    filter: filterOf(search),
    sort: readSort(search.sort),
    page: search.page ?? 1,
    ...(indicator === undefined
      ? {}
      : { of: { indicator: indicator.id, counted: search.counted ?? 'denominator' } }),
    ...(group === undefined ? {} : { group }),
  };
}
