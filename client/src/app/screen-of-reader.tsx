import { Outlet, useMatches, useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useReader } from '../lib/reader.ts';
import { NotForRole } from './not-for-role.tsx';
import { isForRole, SIGN_IN_PATH, startPathOf } from './screens.ts';

/** The screen at this address, unless it is not for the reader's role; the bare address opens where the role starts. */
export function ScreenOfReader() {
  const reader = useReader();
  const navigate = useNavigate();
  // The address of what is shown, not of what is still being fetched.
  const shown = useRouterState({
    select: ({ resolvedLocation, location }) => (resolvedLocation ?? location).href,
  });
  const path = useMatches({ select: (matches) => matches.at(-1)?.fullPath ?? '/' });
  // A reader known from the first has just signed in; otherwise the page was opened with a session, or reloaded.
  const [hasArrived, setHasArrived] = useState(() => reader === null && !isOpenedAnew());
  const start = reader === null ? '/' : startPathOf(reader.role);
  const goesOn =
    reader !== null && (shown.startsWith(SIGN_IN_PATH) || (!hasArrived && shown === '/' && start !== '/'));

  useEffect(() => {
    if (reader === null) return;
    if (goesOn) void navigate({ to: start, replace: true });
    else setHasArrived(true);
  }, [reader, hasArrived, goesOn, navigate, start]);

  if (goesOn) return null;
  if (reader !== null && !isForRole(path, reader.role)) return <NotForRole />;
  return <Outlet />;
}

/** Whether the address was typed or followed: who reloads or goes back wants what was there. */
function isOpenedAnew(): boolean {
  const [navigation] = performance.getEntriesByType('navigation');
  return navigation instanceof PerformanceNavigationTiming && navigation.type === 'navigate';
}
