import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect } from 'react';
import { FilterBar } from '../../components/filter-bar.tsx';
import { NoCases } from '../../components/no-cases.tsx';
import { ScreenHead } from '../../components/screen-head.tsx';
import { UnreadAddress } from '../../components/unread-address.tsx';
import { filterOf, type ScreenSearch } from '../../lib/address.ts';
import { filterInWords } from '../../lib/filter-fields.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { DetailsDrawer } from './details-drawer.tsx';
import { EmptyRecord } from './empty-record.tsx';
import { readFigureKey, referenceKey, writeFigureKey } from './figure-key.ts';
import { OverviewFigures } from './overview-figures.tsx';
import styles from './overview-screen.module.css';
import { OverviewSkeleton } from './overview-skeleton.tsx';
import { ReferenceChip } from './reference-chip.tsx';

const route = getRouteApi('/');

/** Where should I look? */
export function OverviewScreen() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const trpc = useTRPC();
  const filter = filterOf(search);
  const references = search.references ?? {};
  const options = useQuery(trpc.overview.options.queryOptions());
  const overview = useQuery(
    trpc.overview.get.queryOptions({ filter, references }, { placeholderData: keepPreviousData }),
  );
  useEffect(() => {
    document.title = 'Overview · Lamina';
  }, []);

  function go(next: ScreenSearch) {
    void navigate({ search: next, resetScroll: false });
  }
  const keep = { references: search.references, open: search.open };

  if (options.data === undefined || overview.data === undefined) return <OverviewSkeleton />;
  const filtered = Object.keys(filter).length > 0;
  if (overview.data.contents === 'empty' || (overview.data.cases === 0 && !filtered)) {
    return <EmptyRecord comparators={overview.data.comparators} />;
  }
  return (
    <>
      <ScreenHead
        question="Where should I look?"
        counted={overview.data}
        filterWords={filterInWords(filter, options.data)}
      />
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
      >
        <ReferenceChip
          chosen={references}
          overview={overview.data}
          onReset={() => {
            const { references: _chosen, ...rest } = search;
            go(rest);
          }}
        />
      </FilterBar>
      <div
        className={styles.figures}
        data-stale={overview.isPlaceholderData}
        aria-busy={overview.isPlaceholderData}
      >
        {overview.data.cases === 0 ? (
          <NoCases
            filter={filter}
            options={options.data}
            onLoosen={(changed) => go({ ...withoutUndefined(keep), ...changed })}
          />
        ) : (
          <OverviewFigures
            overview={overview.data}
            onOpen={(indicatorId, procedure) =>
              go({ ...search, open: writeFigureKey({ indicatorId, procedure }) })
            }
          />
        )}
      </div>
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
    </>
  );
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
