import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import { keepPreviousData, skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { FilteredScreen } from '../../components/filtered-screen.tsx';
import { Notice } from '../../components/notice.tsx';
import { filterOf, sharedOf, withFilter } from '../../lib/address.ts';
import { useReader } from '../../lib/reader.ts';
import { useAskingAhead, useScreenAddress } from '../../lib/screen-address.ts';
import { AT_ONCE, useTRPC } from '../../lib/trpc.ts';
import { ChooseSurgeon } from './choose-surgeon.tsx';
import { SurgeonFigures } from './surgeon-figures.tsx';

/** A surgeon's own page. */
export function SurgeonScreen() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  // A surgeon's account is bound to one surgeon of the record: there is nobody else to choose.
  const bound = useReader()?.surgeon?.id;
  const ownFilter = (filter: CaseFilter) => (bound === undefined ? filter : { ...filter, surgeons: [bound] });
  const asked = useAskingAhead(useScreenAddress(), async (next) => {
    const filter = ownFilter(filterOf(next));
    if (filter.surgeons?.length !== 1) return;
    const question = { filter, references: next.references ?? {} };
    await queryClient.prefetchQuery(trpc.surgeon.get.queryOptions(question, AT_ONCE));
  });
  const address = { ...asked, filter: ownFilter(asked.filter) };
  const { search, filter, go } = address;
  const chosen = filter.surgeons?.length ?? 0;
  const options = useQuery(trpc.overview.options.queryOptions());
  const own = useQuery(
    trpc.surgeon.get.queryOptions(
      chosen === 1 ? { filter, references: search.references ?? {} } : skipToken,
      { placeholderData: keepPreviousData },
    ),
  );
  return (
    <FilteredScreen
      name="My outcomes"
      question="How are my own patients doing?"
      address={address}
      options={options.data}
      counted={chosen === 1 ? own.data : undefined}
      stale={own.isPlaceholderData}
      references={(counted) => counted?.indicators.flatMap(({ figures }) => figures.references) ?? []}
      first={({ surgeons }) =>
        chosen === 1 ? null : surgeons.length === 0 ? (
          <Notice title="No surgeon is reported">
            <p>This page needs cases whose source says who operated.</p>
          </Notice>
        ) : (
          <ChooseSurgeon
            surgeons={surgeons}
            chosen={chosen}
            onChoose={(id) => go(withFilter(search, { ...filter, surgeons: [id] }))}
          />
        )
      }
    >
      {({ counted, basis }) => (
        <SurgeonFigures
          own={counted}
          filter={filter}
          shared={sharedOf(search)}
          basis={basis}
          indicator={search.indicator}
          view={search.view ?? 'picture'}
          onViewChange={(view) => go({ ...search, view })}
          onChooseIndicator={(indicator) => go({ ...search, indicator })}
          onChooseReference={(key, referenceId) =>
            go({ ...search, references: { ...search.references, [key]: referenceId } })
          }
        />
      )}
    </FilteredScreen>
  );
}
