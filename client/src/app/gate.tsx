import type { Me } from '@lamina/shared/contract/account.ts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Outlet, useLocation } from '@tanstack/react-router';
import { Activity, lazy, Suspense, useState } from 'react';
import { ReaderContext } from '../lib/reader.ts';
import { useTRPC } from '../lib/trpc.ts';
import { FailedScreen } from './failed-screen.tsx';
import { SESSION_KEY } from './query-client.ts';
import { ScreenOfReader } from './screen-of-reader.tsx';
import { CHOOSE_PASSWORD_PATH } from './screens.ts';
import { Shell } from './shell.tsx';

const SignInScreen = lazy(async () => {
  const { SignInScreen: component } = await import('../features/sign-in/sign-in-screen.tsx');
  return { default: component };
});

/**
 * What stands before every screen: with a session the screen asked for, without one the sign-in at the same address.
 * The session is asked for together with the first figures, so that it costs no time of its own.
 */
export function Gate() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const session = useQuery(
    trpc.account.session.queryOptions(undefined, {
      staleTime: Number.POSITIVE_INFINITY,
      throwOnError: false,
    }),
  );
  const choosesPassword = useLocation({ select: ({ pathname }) => pathname === CHOOSE_PASSWORD_PATH });
  const me = session.data?.me;
  const { reader, visit } = useReaderOfThisPage(me);

  if (choosesPassword) return <Outlet />;

  async function goOn(email: string) {
    // Another person must not see what was fetched for the one before.
    if (email.toLowerCase() !== reader?.email.toLowerCase()) {
      queryClient.removeQueries({
        predicate: ({ queryKey }) => String(queryKey[0]) !== String(SESSION_KEY[0]),
      });
    }
    await queryClient.invalidateQueries({ queryKey: SESSION_KEY });
  }

  const isOut = me === null;
  return (
    <>
      {isOut && reader === null ? null : (
        <Activity mode={isOut ? 'hidden' : 'visible'}>
          <ReaderContext value={reader}>
            <Shell key={visit} isDemo={(session.data?.demoAccounts.length ?? 0) > 0}>
              {session.error !== null && session.data === undefined ? (
                <FailedScreen error={session.error} reset={() => void session.refetch()} />
              ) : (
                <ScreenOfReader />
              )}
            </Shell>
          </ReaderContext>
        </Activity>
      )}
      {isOut && session.data !== undefined ? (
        <Suspense>
          <SignInScreen session={session.data} hasEnded={reader !== null} onSignedIn={goOn} />
        </Suspense>
      ) : null}
    </>
  );
}

/** The last person who was signed in while this page was open, and a number that changes with the person. */
function useReaderOfThisPage(me: Me | null | undefined): {
  readonly reader: Me | null;
  readonly visit: number;
} {
  const [known, setKnown] = useState<{ reader: Me | null; visit: number }>({ reader: null, visit: 0 });
  if (me === null || me === undefined || me === known.reader) return known;
  const isAnother = known.reader !== null && known.reader.email !== me.email;
  const next = { reader: me, visit: known.visit + (isAnother ? 1 : 0) };
  setKnown(next);
  return next;
}
