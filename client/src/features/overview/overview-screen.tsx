import type { OverviewInput, OverviewOutput } from '@lamina/shared/contract/overview.ts';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { FilterBar } from '../../components/filter-bar.tsx';
import { NoCases } from '../../components/no-cases.tsx';
import { NotPublished } from '../../components/not-published.tsx';
import { ReferenceChip } from '../../components/reference-chip.tsx';
import { ScreenHead } from '../../components/screen-head.tsx';
import { Stale } from '../../components/stale.tsx';
import { UnreadAddress } from '../../components/unread-address.tsx';
import { filterOf, type ScreenSearch, sharedOf, writeSearch } from '../../lib/address.ts';
import { filterInWords } from '../../lib/filter-fields.ts';
import { formatDate } from '../../lib/format.ts';
import { asksForMore } from '../../lib/published-filter.ts';
import { useReader } from '../../lib/reader.ts';
import { chosenReferences, referenceCountInWords, referenceSentences } from '../../lib/reference-words.ts';
import { useAskingAhead, useScreenAddress } from '../../lib/screen-address.ts';
import { AT_ONCE, useTRPC } from '../../lib/trpc.ts';
import { CellMarksContext, marksByCell } from './cell-signals.ts';
import { DetailsDrawer } from './details-drawer.tsx';
import { EmptyRecord } from './empty-record.tsx';
import { readFigureKey, referenceKey } from './figure-key.ts';
import { OverviewFigures } from './overview-figures.tsx';
import { OverviewSkeleton } from './overview-skeleton.tsx';
import { BasisContext } from './panel-downloads.tsx';
import { SignalList } from './signal-list.tsx';

/** Where should I look? */
export function OverviewScreen() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { search, filter, go, prepare } = useAskingAhead(useScreenAddress(), (next) =>
    queryClient.prefetchQuery(trpc.overview.get.queryOptions(overviewAt(next), AT_ONCE)),
  );
  const references = search.references ?? {};
  const options = useQuery(trpc.overview.options.queryOptions());
  const overview = useQuery(
    trpc.overview.get.queryOptions(overviewAt(search), { placeholderData: keepPreviousData }),
  );
  // Asked for only when the figures are there: looking through every provider takes longer.
  const reader = useReader();
  const forReader = reader !== null && reader.role !== 'viewer';
  const signals = useQuery(
    trpc.overview.signals.queryOptions(
      { filter, references },
      {
        placeholderData: keepPreviousData,
        enabled: forReader && overview.isSuccess && !overview.isPlaceholderData,
        throwOnError: false,
      },
    ),
  );
  const marks = useMemo(() => marksByCell(signals.data), [signals.data]);
  const written = writeSearch(sharedOf(search));
  const shared = useMemo(() => sharedOf(search), [written]);
  useEffect(() => {
    document.title = 'Overview · Lamina';
  }, []);

  const keep = { references: search.references, open: search.open };

  if (options.data === undefined || overview.data === undefined) return <OverviewSkeleton />;
  const chosen = chosenReferences(references, referencesOf(overview.data));
  const filterWords = filterInWords(filter, options.data) + referenceCountInWords(chosen);
  const { dataCutOff } = overview.data;
  const basis = [
    `${filterWords}.`,
    ...(dataCutOff === null ? [] : [`Data up to ${formatDate(dataCutOff)}.`]),
    ...referenceSentences(chosen),
  ];
  const filtered = Object.keys(filter).length > 0;
  if (overview.data.contents === 'empty' || (overview.data.cases === 0 && !filtered)) {
    return <EmptyRecord comparators={overview.data.comparators} />;
  }
  return (
    <BasisContext value={basis}>
      <ScreenHead question="Where should I look?" counted={overview.data} filterWords={filterWords} />
      {search.unread === undefined ? null : (
        <UnreadAddress
          names={search.unread}
          onDismiss={() => {
            const { unread, ...rest } = search;
            go(rest);
          }}
        />
      )}
      <FilterBar
        filter={filter}
        options={options.data}
        onChange={(changed) => go({ ...withoutUndefined(keep), ...changed })}
        onPrepare={prepare && ((changed) => prepare({ ...withoutUndefined(keep), ...changed }))}
      >
        <ReferenceChip
          chosen={chosen}
          onReset={() => {
            const { references: _chosen, ...rest } = search;
            go(rest);
          }}
        />
      </FilterBar>
      <Stale stale={overview.isPlaceholderData}>
        {asksForMore(filter, options.data) ? (
          <NotPublished
            filter={filter}
            options={options.data}
            onClear={(changed) => go({ ...withoutUndefined(keep), ...changed })}
          />
        ) : overview.data.cases === 0 ? (
          <NoCases
            filter={filter}
            options={options.data}
            onLoosen={(changed) => go({ ...withoutUndefined(keep), ...changed })}
          />
        ) : (
          <CellMarksContext value={marks}>
            <SignalList
              signals={forReader && !signals.isError ? signals.data : null}
              stale={signals.isPlaceholderData}
              shared={shared}
            />
            <OverviewFigures overview={overview.data} shared={shared} />
          </CellMarksContext>
        )}
      </Stale>
      <DetailsDrawer
        overview={overview.data}
        open={readFigureKey(search.open)}
        chosen={references}
        onClose={() => {
          const { open, ...rest } = search;
          go(rest);
        }}
        onChooseReference={(figure, referenceId) =>
          go({ ...search, references: { ...references, [referenceKey(figure)]: referenceId } })
        }
      />
    </BasisContext>
  );
}

function referencesOf({ procedures }: OverviewOutput) {
  return procedures.flatMap(({ indicators }) => indicators.flatMap((figures) => figures.references));
}

/** The figures that an address asks for. */
function overviewAt(search: ScreenSearch): OverviewInput {
  return { filter: filterOf(search), references: search.references ?? {} };
}

function withoutUndefined(search: {
  readonly references: ScreenSearch['references'];
  readonly open: ScreenSearch['open'];
}): ScreenSearch {
  return {
    ...(search.references === undefined ? {} : { references: search.references }),
    ...(search.open === undefined ? {} : { open: search.open }),
  };
}
