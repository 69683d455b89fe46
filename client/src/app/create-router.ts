import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
} from '@tanstack/react-router';
import { parseSearch, readSearch, writeSearch } from '../lib/address.ts';
import { FailedScreen } from './failed-screen.tsx';
import { Gate } from './gate.tsx';
import { NotFoundScreen } from './not-found-screen.tsx';
import { CHOOSE_PASSWORD_PATH, SCREENS, type Screen } from './screens.ts';

/** One address for all screens, so it is read here once. */
const rootRoute = createRootRoute({
  component: Gate,
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

const choosePasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: CHOOSE_PASSWORD_PATH,
  component: lazyRouteComponent(
    () => import('../features/sign-in/choose-password-screen.tsx'),
    'ChoosePasswordScreen',
  ),
});

const screenRoutes = SCREENS.map(routeOf) as unknown as RoutesOf<typeof SCREENS>;
const routeTree = rootRoute.addChildren([...screenRoutes, choosePasswordRoute]);

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
