import { overviewRouter } from '../routers/overview.router.ts';
import { router } from './trpc.ts';

export const rootRouter = router({ overview: overviewRouter });

export type AppRouter = typeof rootRouter;
