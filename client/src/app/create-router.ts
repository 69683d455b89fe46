import { createRootRoute, createRoute, createRouter, type RouterHistory } from '@tanstack/react-router';
import { parseSearch, readSearch, writeSearch } from '../lib/address.ts';
import { FailedScreen } from './failed-screen.tsx';
import { NotFoundScreen } from './not-found-screen.tsx';
import { SCREENS, type Screen } from './screens.ts';
import { Shell } from './shell.tsx';

/** One address for all screens, so it is read here once. */
const rootRoute = createRootRoute({
  component: Shell,
  notFoundComponent: NotFoundScreen,
  validateSearch: readSearch,
});

function routeOf<const Path extends string>({ path, component }: Screen<Path>) {
  return createRoute({ getParentRoute: () => rootRoute, path, component });
}

type RoutesOf<Screens extends readonly Screen[]> = {
  -readonly [Index in keyof Screens]: Screens[Index] extends Screen<infer Path>
    ? ReturnType<typeof routeOf<Path>>
    : never;
};

const routeTree = rootRoute.addChildren(SCREENS.map(routeOf) as unknown as RoutesOf<typeof SCREENS>);

export function createAppRouter(history: RouterHistory) {
  return createRouter({
    routeTree,
    history,
    // The router passes on what its parser returns beside what validateSearch returns, so the parser must drop what is broken.
    parseSearch,
    stringifySearch: writeSearch,
    defaultErrorComponent: FailedScreen,
    // A screen's code is fetched as soon as the reader points at its link.
    defaultPreload: 'intent',
    scrollRestoration: true,
  });
}

export type AppRouterOfScreens = ReturnType<typeof createAppRouter>;

declare module '@tanstack/react-router' {
  interface Register {
    router: AppRouterOfScreens;
  }
}
