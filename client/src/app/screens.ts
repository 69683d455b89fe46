import { lazyRouteComponent, type RouteComponent } from '@tanstack/react-router';
import { OverviewScreen } from '../features/overview/overview-screen.tsx';

export interface Screen<Path extends string = string> {
  readonly path: Path;
  readonly label: string;
  /** What the screen answers, as the rail shows it. */
  readonly question: string;
  readonly component: RouteComponent;
  /** Screens that are reached only from another one are not in the rail. */
  readonly rail: boolean;
}

function screen<const Path extends string>(
  path: Path,
  label: string,
  question: string,
  component: RouteComponent,
  { rail = true } = {},
): Screen<Path> {
  return { path, label, question, component, rail };
}

/**
 * Every screen, in the order of the rail: the router and the rail are drawn from this list. The overview opens first
 * and comes with the page; the code of the others is loaded when they are opened.
 */
export const SCREENS = [
  screen('/', 'Overview', 'Where should I look?', OverviewScreen),
  screen(
    '/compare',
    'Compare',
    'Who differs, beyond chance?',
    lazyRouteComponent(() => import('../features/compare/compare-screen.tsx'), 'CompareScreen'),
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
    'Decompression alone or with fusion?',
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
    'Did the right patients get surgery?',
    lazyRouteComponent(() => import('../features/indications/indications-screen.tsx'), 'IndicationsScreen'),
  ),
  screen(
    '/surgeon',
    'My outcomes',
    'How are my own patients doing?',
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
    '/methods',
    'Methods',
    'How is each number made?',
    lazyRouteComponent(() => import('../features/methods/methods-screen.tsx'), 'MethodsScreen'),
  ),
  screen(
    '/data',
    'Data',
    'What are the figures made of?',
    lazyRouteComponent(() => import('../features/data/data-screen.tsx'), 'DataScreen'),
  ),
] as const;
