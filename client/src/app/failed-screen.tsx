import { Button } from '@mantine/core';
import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { TRPCClientError } from '@trpc/client';
import { useState } from 'react';
import { Notice } from '../components/notice.tsx';
import { NotForRole } from './not-for-role.tsx';
import { codeOf } from './query-client.ts';

/** The one place where an error becomes a screen: what happened, what to do, and an id for support. */
export function FailedScreen({ error, reset }: Pick<ErrorComponentProps, 'error' | 'reset'>) {
  const router = useRouter();
  const boundary = useQueryErrorResetBoundary();
  const [localId] = useState(() => `screen-${Date.now().toString(36)}`);

  function tryAgain() {
    boundary.reset();
    reset();
    void router.invalidate();
  }

  if (error instanceof Error && codeOf(error) === 'FORBIDDEN') return <NotForRole reason={error.message} />;
  if (error instanceof Error && codeOf(error) === 'NOT_FOUND') return <NothingHere reason={error.message} />;
  return (
    <Notice
      title={isUnreachable(error) ? 'The server does not answer' : 'This screen failed'}
      role="alert"
      alone
    >
      {whatHappened(error, localId)}
      <p>
        <Button onClick={tryAgain} variant="default">
          Try again
        </Button>{' '}
        <Button component="a" href="/" variant="subtle">
          Open the overview without filters
        </Button>
      </p>
    </Notice>
  );
}

/** Nothing failed: trying again would not help. */
function NothingHere({ reason }: { readonly reason: string }) {
  return (
    <Notice title={reason} alone>
      <p>
        <Button component="a" href="/" variant="default">
          Open the overview without filters
        </Button>
      </p>
    </Notice>
  );
}

function whatHappened(error: unknown, localId: string) {
  if (isUnreachable(error)) return <p>Nothing is lost. Check that Lamina is running, then try again.</p>;
  // The server words its own errors for the reader and puts its id into the sentence.
  if (error instanceof TRPCClientError) return <p>{error.message}</p>;
  return (
    <p>
      Nothing is lost. Try again; if it fails again, pass this id on to whoever looks after Lamina:{' '}
      <code>{localId}</code>.
    </p>
  );
}

function isUnreachable(error: unknown): boolean {
  return error instanceof TRPCClientError && (error.data === undefined || error.data === null);
}
