import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { FilteredScreen } from '../../components/filtered-screen.tsx';
import { Notice } from '../../components/notice.tsx';
import { filterOf, sharedOf, without } from '../../lib/address.ts';
import { useAskingAhead, useScreenAddress } from '../../lib/screen-address.ts';
import { AT_ONCE, useTRPC } from '../../lib/trpc.ts';
import { ProceduresFigures } from './procedures-figures.tsx';

/** Decompression alone or with fusion? */
export function ProceduresScreen() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const address = useAskingAhead(useScreenAddress(), (next) =>
    queryClient.prefetchQuery(trpc.procedures.get.queryOptions({ filter: filterOf(next) }, AT_ONCE)),
  );
  const shared = sharedOf(address.search);
  const options = useQuery(trpc.overview.options.queryOptions());
  const compared = useQuery(
    trpc.procedures.get.queryOptions({ filter: address.filter }, { placeholderData: keepPreviousData }),
  );
  return (
    <FilteredScreen
      name="Procedures"
      question="Decompression alone or with fusion?"
      address={address}
      options={options.data}
      counted={compared.data}
      stale={compared.isPlaceholderData}
    >
      {({ counted: procedures, basis }) => {
        const { decompression, fusion } = procedures.groups;
        return decompression === 0 || fusion === 0 ? (
          <Notice title="Only one of the two is left to look at" role="status">
            <p>
              These filters select {decompression === 0 ? 'no decompression without fusion' : 'no fusion'}, so
              there is nothing to compare with.{' '}
              <Link to="/procedures" search={without(shared, 'procedures')}>
                Take all three procedures
              </Link>
              , or loosen another filter.
            </p>
          </Notice>
        ) : (
          <ProceduresFigures procedures={procedures} filter={address.filter} shared={shared} basis={basis} />
        );
      }}
    </FilteredScreen>
  );
}
