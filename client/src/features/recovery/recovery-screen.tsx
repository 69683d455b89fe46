import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { FilteredScreen } from '../../components/filtered-screen.tsx';
import { Panels } from '../../components/panels.tsx';
import { filterOf, sharedOf } from '../../lib/address.ts';
import { useAskingAhead, useScreenAddress } from '../../lib/screen-address.ts';
import { AT_ONCE, useTRPC } from '../../lib/trpc.ts';
import { ImportantChangePanel } from './important-change-panel.tsx';
import { OnFeetPanel } from './on-feet-panel.tsx';
import { ResponsePanel } from './response-panel.tsx';
import { ScorePanel } from './score-panel.tsx';

/** Do patients get better? */
export function RecoveryScreen() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const address = useAskingAhead(useScreenAddress(), (next) =>
    queryClient.prefetchQuery(trpc.recovery.get.queryOptions({ filter: filterOf(next) }, AT_ONCE)),
  );
  const options = useQuery(trpc.overview.options.queryOptions());
  const recovery = useQuery(
    trpc.recovery.get.queryOptions({ filter: address.filter }, { placeholderData: keepPreviousData }),
  );
  return (
    <FilteredScreen
      name="Recovery"
      question="Do patients get better?"
      address={address}
      options={options.data}
      counted={recovery.data}
      stale={recovery.isPlaceholderData}
    >
      {({ counted: { procedures }, basis }) => {
        const panel = { procedures, shared: sharedOf(address.search), basis };
        return (
          <Panels>
            <ScorePanel {...panel} />
            <ImportantChangePanel {...panel} />
            <ResponsePanel {...panel} />
            <OnFeetPanel {...panel} />
          </Panels>
        );
      }}
    </FilteredScreen>
  );
}
