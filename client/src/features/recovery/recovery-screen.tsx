import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { FilteredScreen } from '../../components/filtered-screen.tsx';
import { Panels } from '../../components/panels.tsx';
import { sharedOf } from '../../lib/address.ts';
import { useScreenAddress } from '../../lib/screen-address.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { ImportantChangePanel } from './important-change-panel.tsx';
import { OnFeetPanel } from './on-feet-panel.tsx';
import { ResponsePanel } from './response-panel.tsx';
import { ScorePanel } from './score-panel.tsx';

/** Do patients get better? */
export function RecoveryScreen() {
  const address = useScreenAddress();
  const trpc = useTRPC();
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
