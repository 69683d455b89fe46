import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { FilterBar } from '../../components/filter-bar.tsx';
import { NoCases } from '../../components/no-cases.tsx';
import { Notice } from '../../components/notice.tsx';
import { ScreenHead } from '../../components/screen-head.tsx';
import { UnreadAddress } from '../../components/unread-address.tsx';
import { filterOf, type ScreenSearch, sharedOf, withFilter, without } from '../../lib/address.ts';
import { filterInWords } from '../../lib/filter-fields.ts';
import { formatDate } from '../../lib/format.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { ProceduresFigures } from './procedures-figures.tsx';
import styles from './procedures-screen.module.css';

const route = getRouteApi('/procedures');
const QUESTION = 'Decompression alone or with fusion?';

/** Decompression alone or with fusion? */
export function ProceduresScreen() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const trpc = useTRPC();
  const filter = filterOf(search);
  const options = useQuery(trpc.overview.options.queryOptions());
  const compared = useQuery(
    trpc.procedures.get.queryOptions({ filter }, { placeholderData: keepPreviousData }),
  );
  useEffect(() => {
    document.title = 'Procedures · Lamina';
  }, []);

  function go(next: ScreenSearch) {
    void navigate({ search: next, resetScroll: false });
  }

  if (options.data === undefined || compared.data === undefined) {
    return <ScreenHead question={QUESTION} filterWords="" />;
  }
  const procedures = compared.data;
  if (procedures.contents === 'empty') {
    return (
      <>
        <h1>{QUESTION}</h1>
        <Notice title="There are no cases yet">
          <p>
            <Link to="/">The overview</Link> says how to import some.
          </p>
        </Notice>
      </>
    );
  }
  const filterWords = filterInWords(filter, options.data);
  const { decompression, fusion } = procedures.groups;
  const basis = [
    `Cases: ${filterWords}.`,
    ...(procedures.dataCutOff === null ? [] : [`Data up to ${formatDate(procedures.dataCutOff)}.`]),
  ];
  return (
    <>
      <ScreenHead question={QUESTION} counted={procedures} filterWords={filterWords} />
      {search.unread === undefined ? null : (
        <UnreadAddress names={search.unread} onDismiss={() => go(without(search, 'unread'))} />
      )}
      <FilterBar
        filter={filter}
        options={options.data}
        onChange={(changed) => go(withFilter(search, changed))}
      />
      <div
        className={styles.figures}
        data-stale={compared.isPlaceholderData}
        aria-busy={compared.isPlaceholderData}
      >
        {procedures.cases === 0 ? (
          <NoCases
            filter={filter}
            options={options.data}
            onLoosen={(changed) => go(withFilter(search, changed))}
          />
        ) : decompression === 0 || fusion === 0 ? (
          <Notice title="Only one of the two is left to look at" role="status">
            <p>
              These filters select {decompression === 0 ? 'no decompression without fusion' : 'no fusion'}, so
              there is nothing to compare with.{' '}
              <Link to="/procedures" search={without(sharedOf(search), 'procedures')}>
                Take all three procedures
              </Link>
              , or loosen another filter.
            </p>
          </Notice>
        ) : (
          <ProceduresFigures
            procedures={procedures}
            filter={filter}
            shared={sharedOf(search)}
            basis={basis}
          />
        )}
      </div>
    </>
  );
}
