import type { CompareInput, CompareOutput } from '@lamina/shared/contract/compare.ts';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { FilteredScreen } from '../../components/filtered-screen.tsx';
import { filterOf, type ScreenSearch, sharedOf, withFilter, without } from '../../lib/address.ts';
import { othersOptions } from '../../lib/published-filter.ts';
import { useComparesInFull } from '../../lib/reader.ts';
import { useAskingAhead, useScreenAddress, withProcedureInFilter } from '../../lib/screen-address.ts';
import { AT_ONCE, useTRPC } from '../../lib/trpc.ts';
import { CompareControls } from './compare-controls.tsx';
import { CompareFigures } from './compare-figures.tsx';

const FIRST_INDICATOR = 'infection-90-days';

/** Who differs, beyond chance? */
export function CompareScreen() {
  const trpc = useTRPC();
  const inFull = useComparesInFull();
  const queryClient = useQueryClient();
  const asked = withProcedureInFilter(useScreenAddress());
  // Surgeons are compared only for those who count every case.
  const askable = inFull ? asked : { ...asked, search: without(asked.search, 'by') };
  const address = useAskingAhead(askable, (next) =>
    queryClient.prefetchQuery(trpc.compare.get.queryOptions(comparisonAt(next), AT_ONCE)),
  );
  const { search, filter, go } = address;
  const choices = {
    indicator: search.indicator ?? FIRST_INDICATOR,
    by: search.by ?? 'hospital',
    adjusted: search.adjusted ?? false,
    overdispersion: search.overdispersion ?? false,
  };
  const options = useQuery(trpc.overview.options.queryOptions());
  const compared = useQuery(
    trpc.compare.get.queryOptions(comparisonAt(search), { placeholderData: keepPreviousData }),
  );
  return (
    <FilteredScreen
      name="Compare"
      question="Who differs, beyond chance?"
      address={address}
      options={options.data && othersOptions(options.data)}
      counted={compared.data}
      stale={compared.isPlaceholderData}
      references={(comparison) => comparison?.references ?? []}
      controls={({ counted: comparison }) => (
        <CompareControls
          choices={choices}
          comparison={comparison}
          reference={referenceOf(comparison)}
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
      )}
    >
      {({ counted: comparison, basis }) => (
        <CompareFigures
          comparison={comparison}
          overdispersion={choices.overdispersion}
          reference={referenceOf(comparison)}
          basis={basis}
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
    </FilteredScreen>
  );
}

/** The comparison that an address asks for. */
function comparisonAt(search: ScreenSearch): CompareInput {
  return {
    filter: filterOf(search),
    indicator: search.indicator ?? FIRST_INDICATOR,
    by: search.by ?? 'hospital',
    adjusted: search.adjusted ?? false,
    references: search.references ?? {},
  };
}

function referenceOf({ references, referenceId }: CompareOutput) {
  return references.find(({ id }) => id === referenceId);
}

function onlyOf(by: 'hospital' | 'surgeon', provider: number) {
  return by === 'hospital' ? { hospitals: [provider] } : { surgeons: [provider] };
}
