import { ROLES, type Role } from '@lamina/shared/domain/viewer.ts';
import { lazyRouteComponent, type RouteComponent } from '@tanstack/react-router';
import { OverviewScreen } from '../features/overview/overview-screen.tsx';
import { ROLES_WITH_CASES } from '../lib/roles.ts';

export interface Screen<Path extends string = string> {
  readonly path: Path;
  readonly label: string;
  /** What the screen answers, as the rail shows it. */
  readonly question: string;
  readonly component: RouteComponent;
  /** Screens that are reached only from another one are not in the rail. */
  readonly rail: boolean;
  /** Who can use the screen; to others it is not shown, and its address says that it is not for their role. */
  readonly roles: readonly Role[];
}

const WITH_FIGURES: readonly Role[] = [...ROLES_WITH_CASES, 'viewer'];

function screen<const Path extends string>(
  path: Path,
  label: string,
  question: string,
  component: RouteComponent,
  { rail = true, roles = ROLES_WITH_CASES }: { rail?: boolean; roles?: readonly Role[] } = {},
): Screen<Path> {
  return { path, label, question, component, rail, roles };
}

/**
 * Every screen, in the order of the rail: the router and the rail are drawn from this list. The overview opens first
 * and comes with the page; the code of the others is loaded when they are opened.
 */
export const SCREENS = [
  screen('/', 'Overview', 'Where should I look?', OverviewScreen, { roles: WITH_FIGURES }),
  screen(
    '/compare',
    'Compare',
    'Who differs?',
    lazyRouteComponent(() => import('../features/compare/compare-screen.tsx'), 'CompareScreen'),
    { roles: WITH_FIGURES },
  ),
  screen(
    '/trend',
    'Trend',
    'Is it changing?',
    lazyRouteComponent(() => import('../features/trend/trend-screen.tsx'), 'TrendScreen'),
  ),
  screen(
    '/procedures',
    'Procedures',
    'Fusion or not?',
    lazyRouteComponent(() => import('../features/procedures/procedures-screen.tsx'), 'ProceduresScreen'),
  ),
  screen(
    '/recovery',
    'Recovery',
    'Do patients get better?',
    lazyRouteComponent(() => import('../features/recovery/recovery-screen.tsx'), 'RecoveryScreen'),
  ),
  screen(
    '/indications',
    'Indications',
    'The right patients?',
    lazyRouteComponent(() => import('../features/indications/indications-screen.tsx'), 'IndicationsScreen'),
  ),
  screen(
    '/surgeon',
    'My outcomes',
    'How are mine doing?',
    lazyRouteComponent(() => import('../features/surgeon/surgeon-screen.tsx'), 'SurgeonScreen'),
  ),
  screen(
    '/cases',
    'Cases',
    'Which cases are these?',
    lazyRouteComponent(() => import('../features/cases/cases-screen.tsx'), 'CasesScreen'),
  ),
  screen(
    '/cases/$caseId',
    'Case',
    'What happened to this patient?',
    lazyRouteComponent(() => import('../features/case/case-screen.tsx'), 'CaseScreen'),
    { rail: false },
  ),
  screen(
    '/reviews',
    'Reviews',
    'What is questioned?',
    lazyRouteComponent(() => import('../features/reviews/reviews-screen.tsx'), 'ReviewsScreen'),
  ),
  screen(
    '/methods',
    'Methods',
    'How is it worked out?',
    lazyRouteComponent(() => import('../features/methods/methods-screen.tsx'), 'MethodsScreen'),
    { roles: ROLES },
  ),
  screen(
    '/data',
    'Data',
    'What is it made of?',
    lazyRouteComponent(() => import('../features/data/data-screen.tsx'), 'DataScreen'),
    { roles: [...ROLES_WITH_CASES, 'administrator'] },
  ),
  screen(
    '/people',
    'People',
    'Who may see what?',
    lazyRouteComponent(() => import('../features/people/people-screen.tsx'), 'PeopleScreen'),
    { roles: ['administrator'] },
  ),
  screen(
    '/audit',
    'Audit',
    'Who did what, and when?',
    lazyRouteComponent(() => import('../features/audit/audit-screen.tsx'), 'AuditScreen'),
    { roles: ['administrator'] },
  ),
  screen(
    '/account',
    'Account',
    'Who am I here?',
    lazyRouteComponent(() => import('../features/account/account-screen.tsx'), 'AccountScreen'),
    { rail: false, roles: ROLES },
  ),
] as const;

/** Where single sign-on leads back to when it does not know where from. No screen: whoever is signed in goes on from here. */
export const SIGN_IN_PATH = '/sign-in';

/** Opens without a session, at the address that an administrator passes on. */
export const CHOOSE_PASSWORD_PATH = '/choose-password';

/** Where a role begins; elsewhere than at the overview for those whom it does not concern first. */
const START_PATHS = { surgeon: '/surgeon', administrator: '/people' } as const;

/** The path of the screen that a role starts with. */
export function startPathOf(role: Role): (typeof START_PATHS)[keyof typeof START_PATHS] | '/' {
  return role === 'surgeon' || role === 'administrator' ? START_PATHS[role] : '/';
}

/** Whether the screen at this path is for the role; addresses without a screen are for all. */
export function isForRole(path: string, role: Role): boolean {
  const found = SCREENS.find((each) => each.path === path);
  return found === undefined || found.roles.includes(role);
}

/** What the rail shows to a role, its start first. */
export function railOf(role: Role): (typeof SCREENS)[number][] {
  const start = startPathOf(role);
  const shown = SCREENS.filter((each) => each.rail && each.roles.includes(role));
  return [...shown.filter(({ path }) => path === start), ...shown.filter(({ path }) => path !== start)];
}
