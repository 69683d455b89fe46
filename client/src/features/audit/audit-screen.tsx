import { AuditAction } from '@lamina/shared/domain/audit-action.ts';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { TRPCClientError } from '@trpc/client';
import { useEffect, useState } from 'react';
import { Notice } from '../../components/notice.tsx';
import { Stale } from '../../components/stale.tsx';
import { UnreadAddress } from '../../components/unread-address.tsx';
import { type ScreenSearch, without } from '../../lib/address.ts';
import { formatCount } from '../../lib/format.ts';
import { saveFile } from '../../lib/save-file.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { AuditFilters } from './audit-filters.tsx';
import { AuditPages } from './audit-pages.tsx';
import styles from './audit-screen.module.css';
import { AuditTable } from './audit-table.tsx';
import { ChainCheck } from './chain-check.tsx';

const route = getRouteApi('/audit');

/** Who did what, and when? */
export function AuditScreen() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [refusal, setRefusal] = useState('');
  const filter = filterOf(search);
  const { data: log, isPlaceholderData } = useQuery(
    trpc.audit.list.queryOptions({ filter, page: search.page ?? 1 }, { placeholderData: keepPreviousData }),
  );
  useEffect(() => {
    document.title = 'Audit · Lamina';
  }, []);

  function go(next: ScreenSearch) {
    void navigate({ search: next, resetScroll: false });
  }

  async function download() {
    setRefusal('');
    try {
      const question = trpc.audit.export.queryOptions({ filter }, { gcTime: 0, staleTime: 0, retry: false });
      const { fileName, text } = await queryClient.fetchQuery(question);
      saveFile(fileName, new Blob([text], { type: 'text/csv;charset=utf-8' }));
    } catch (error) {
      if (!(error instanceof TRPCClientError)) throw error;
      setRefusal(error.message);
    }
  }

  const narrowed = Object.keys(filter).length > 0;
  return (
    <>
      <header className={styles.head}>
        <h1>Who did what, and when?</h1>
        <p className={styles.about}>
          What somebody opened, took away or changed is noted before the answer leaves, and each entry is
          bound to the one before it: a change afterwards breaks the chain.
        </p>
        <ChainCheck />
      </header>
      {search.unread === undefined ? null : (
        <UnreadAddress names={search.unread} onDismiss={() => go(without(search, 'unread'))} />
      )}
      {log === undefined ? (
        <p className={styles.about} role="status">
          Reading the log …
        </p>
      ) : (
        <>
          <div className={styles.tools}>
            <AuditFilters search={search} log={log} onChange={go} />
            <p className={styles.actions}>
              {narrowed ? (
                <button type="button" className={styles.link} onClick={() => go({})}>
                  Show everything
                </button>
              ) : null}
              {log.total === 0 ? null : (
                <button type="button" className={styles.link} onClick={() => void download()}>
                  Download (CSV)
                </button>
              )}
              <span role="status">{refusal}</span>
            </p>
          </div>
          <Stale stale={isPlaceholderData}>
            {log.total === 0 ? (
              <Notice title="No such entry" role="status">
                <p>
                  {narrowed
                    ? `None of the ${formatCount(log.entries)} entries is one of these.`
                    : 'Nothing was noted yet.'}
                </p>
              </Notice>
            ) : (
              <>
                <AuditTable
                  caption={`${formatCount(log.total)} ${log.total === 1 ? 'entry' : 'entries'}${narrowed ? ` of ${formatCount(log.entries)}` : ''}, the latest first`}
                  rows={log.rows}
                  nameOf={(id) => log.people.find((person) => person.id === `id:${id}`)?.name}
                />
                <AuditPages log={log} search={search} />
              </>
            )}
          </Stale>
        </>
      )}
    </>
  );
}

function filterOf({ action, person, subject, from, to }: ScreenSearch) {
  const known = AuditAction.safeParse(action);
  return {
    ...(known.success ? { action: known.data } : {}),
    ...(person === undefined ? {} : { person }),
    ...(subject === undefined ? {} : { subject }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}
