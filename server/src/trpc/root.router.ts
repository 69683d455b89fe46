import { casesRouter } from '../routers/cases.router.ts';
import { compareRouter } from '../routers/compare.router.ts';
import { dataQualityRouter } from '../routers/data-quality.router.ts';
import { indicationsRouter } from '../routers/indications.router.ts';
import { methodsRouter } from '../routers/methods.router.ts';
import { overviewRouter } from '../routers/overview.router.ts';
import { proceduresRouter } from '../routers/procedures.router.ts';
import { recoveryRouter } from '../routers/recovery.router.ts';
import { surgeonRouter } from '../routers/surgeon.router.ts';
import { trendRouter } from '../routers/trend.router.ts';
import { router } from './trpc.ts';

export const rootRouter = router({
  cases: casesRouter,
  compare: compareRouter,
  dataQuality: dataQualityRouter,
  indications: indicationsRouter,
  methods: methodsRouter,
  overview: overviewRouter,
  procedures: proceduresRouter,
  recovery: recoveryRouter,
  surgeon: surgeonRouter,
  trend: trendRouter,
});

export type AppRouter = typeof rootRouter;
