import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect } from 'react';
import { FilterBar } from '../../components/filter-bar.tsx';
import { NoCases } from '../../components/no-cases.tsx';
import { Notice } from '../../components/notice.tsx';
import { ScreenHead } from '../../components/screen-head.tsx';
import { UnreadAddress } from '../../components/unread-address.tsx';
import { filterOf, type ScreenSearch, sharedOf, withFilter, without } from '../../lib/address.ts';
import { filterInWords } from '../../lib/filter-fields.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { CompareControls } from './compare-controls.tsx';
import { CompareFigures } from './compare-figures.tsx';
import styles from './compare-screen.module.css';
import { CompareSkeleton } from './compare-skeleton.tsx';

const route = getRouteApi('/compare');
const FIRST_INDICATOR = 'infection-90-days';
const QUESTION = 'Who differs, beyond chance?';

/** Who differs, beyond chance? */
export function CompareScreen() {
  const search = withProcedureInFilter(route.useSearch());
  const navigate = route.useNavigate();
  const trpc = useTRPC();
  const filter = filterOf(search);
  const choices = {
    indicator: search.indicator ?? FIRST_INDICATOR,
    by: search.by ?? 'hospital',
    adjusted: search.adjusted ?? false,
    overdispersion: search.overdispersion ?? false,
  };
  const options = useQuery(trpc.overview.options.queryOptions());
  const compared = useQuery(
    trpc.compare.get.queryOptions(
      {
        filter,
        indicator: choices.indicator,
        by: choices.by,
        adjusted: choices.adjusted,
        references: search.references ?? {},
      },
      { placeholderData: keepPreviousData },
    ),
  );
  useEffect(() => {
    document.title = 'Compare · Lamina';
  }, []);

  function go(next: ScreenSearch) {
    void navigate({ search: next, resetScroll: false });
  }

  if (options.data === undefined || compared.data === undefined)
    return <CompareSkeleton question={QUESTION} />;
  const comparison = compared.data;
  if (comparison.contents === 'empty') return <NothingToCompare />;
  const reference = comparison.references.find(({ id }) => id === comparison.referenceId);
  const filterWords = filterInWords(filter, options.data);
  return (
    <>
      <ScreenHead question={QUESTION} counted={comparison} filterWords={filterWords} />
      {search.unread === undefined ? null : (
        <UnreadAddress names={search.unread} onDismiss={() => go(without(search, 'unread'))} />
      )}
      <FilterBar
        filter={filter}
        options={options.data}
        onChange={(changed) => go(withFilter(search, changed))}
      />
      <CompareControls
        choices={choices}
        comparison={comparison}
        reference={reference}
        onChange={(changed) =>
          go({
            ...without(search, ...('by' in changed ? (['selected'] as const) : [])),
            ...choices,
            ...changed,
          })
        }
        onChooseReference={(referenceId) =>
          go({
            ...search,
            references: {
              ...search.references,
              [`${comparison.indicatorId}/${comparison.procedure}`]: referenceId,
            },
          })
        }
      />
      <div
        className={styles.figures}
        data-stale={compared.isPlaceholderData}
        aria-busy={compared.isPlaceholderData}
      >
        {comparison.cases === 0 ? (
          <NoCases
            filter={filter}
            options={options.data}
            onLoosen={(changed) => go(withFilter(search, changed))}
          />
        ) : (
          <CompareFigures
            comparison={comparison}
            overdispersion={choices.overdispersion}
            reference={reference}
            filterWords={filterWords}
            selected={search.selected}
            onSelect={(selected) =>
              go(selected === undefined ? without(search, 'selected') : { ...search, selected })
            }
            onOnly={(provider) =>
              go({
                ...without(withFilter(search, { ...filter, ...onlyOf(comparison.by, provider) }), 'selected'),
                by: 'surgeon',
                ...(comparison.by === 'surgeon' ? { selected: provider } : {}),
              })
            }
            view={search.view ?? 'picture'}
            onViewChange={(view) => go({ ...search, view })}
            sort={search.sort ?? 'name'}
            onSort={(sort) => go({ ...search, sort })}
            shared={sharedOf(search)}
          />
        )}
      </div>
    </>
  );
}

function NothingToCompare() {
  return (
    <>
      <h1>{QUESTION}</h1>
      <Notice title="There are no cases yet">
        <p>The overview says how to import them.</p>
      </Notice>
    </>
  );
}

/** A link may name one procedure: from here on it is part of the filter that the reader sees. */
function withProcedureInFilter(search: ScreenSearch): ScreenSearch {
  return search.procedure === undefined
    ? search
    : { ...without(search, 'procedure'), procedures: [search.procedure] };
}

function onlyOf(by: 'hospital' | 'surgeon', provider: number) {
  return by === 'hospital' ? { hospitals: [provider] } : { surgeons: [provider] };
}
