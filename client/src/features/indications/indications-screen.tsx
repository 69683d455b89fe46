import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { FilteredScreen } from '../../components/filtered-screen.tsx';
import { Panels } from '../../components/panels.tsx';
import { filterOf, sharedOf } from '../../lib/address.ts';
import { useAskingAhead, useScreenAddress } from '../../lib/screen-address.ts';
import { AT_ONCE, useTRPC } from '../../lib/trpc.ts';
import { CaudaEquinaPanel } from './cauda-equina-panel.tsx';
import { CriterionOutcomePanel } from './criterion-outcome-panel.tsx';
import { IndicationMixPanel } from './indication-mix-panel.tsx';
import { KindsPanel } from './kinds-panel.tsx';
import { MonthsPanel } from './months-panel.tsx';
import { WalkingPanel } from './walking-panel.tsx';

/** Did the right patients get surgery? */
export function IndicationsScreen() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const address = useAskingAhead(useScreenAddress(), (next) =>
    queryClient.prefetchQuery(trpc.indications.get.queryOptions({ filter: filterOf(next) }, AT_ONCE)),
  );
  const options = useQuery(trpc.overview.options.queryOptions());
  const indications = useQuery(
    trpc.indications.get.queryOptions({ filter: address.filter }, { placeholderData: keepPreviousData }),
  );
  return (
    <FilteredScreen
      name="Indications"
      question="Did the right patients get surgery?"
      address={address}
      options={options.data}
      counted={indications.data}
      stale={indications.isPlaceholderData}
    >
      {({ counted, basis }) => {
        const panel = { indications: counted, shared: sharedOf(address.search), basis };
        return (
          <Panels>
            <MonthsPanel {...panel} />
            <KindsPanel {...panel} />
            <WalkingPanel {...panel} />
            <IndicationMixPanel {...panel} />
            <CaudaEquinaPanel {...panel} />
            <CriterionOutcomePanel {...panel} />
          </Panels>
        );
      }}
    </FilteredScreen>
  );
}
