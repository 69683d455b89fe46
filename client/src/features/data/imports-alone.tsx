import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Notice } from '../../components/notice.tsx';
import { ScreenHead } from '../../components/screen-head.tsx';
import { ScreenSkeleton } from '../../components/screen-skeleton.tsx';
import { without } from '../../lib/address.ts';
import { useScreenAddress } from '../../lib/screen-address.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { ImportLog } from './import-log.tsx';

const QUESTION = 'What are the figures made of?';

/** What was imported and what was rejected, without a count of cases. */
export function ImportsAlone() {
  const { search, go } = useScreenAddress();
  const trpc = useTRPC();
  const { data: log } = useQuery(trpc.dataQuality.imports.queryOptions());
  useEffect(() => {
    document.title = 'Data · Lamina';
  }, []);
  if (log === undefined) return <ScreenSkeleton question={QUESTION} />;
  const { contents, dataCutOff, imports } = log;
  return (
    <>
      <ScreenHead question={QUESTION} counted={{ contents, dataCutOff, cases: null }} />
      {imports.length === 0 ? (
        <Notice title="Nothing has been imported yet">
          <p>Files are imported on the server, with “lamina import”.</p>
        </Notice>
      ) : (
        <ImportLog
          imports={imports}
          selected={search.selected}
          onSelect={(id) => go(id === undefined ? without(search, 'selected') : { ...search, selected: id })}
        />
      )}
    </>
  );
}
