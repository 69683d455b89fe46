import { accountRouter } from '../routers/account.router.ts';
import { auditRouter } from '../routers/audit.router.ts';
import { casesRouter } from '../routers/cases.router.ts';
import { compareRouter } from '../routers/compare.router.ts';
import { dataQualityRouter } from '../routers/data-quality.router.ts';
import { indicationsRouter } from '../routers/indications.router.ts';
import { methodsRouter } from '../routers/methods.router.ts';
import { overviewRouter } from '../routers/overview.router.ts';
import { peopleRouter } from '../routers/people.router.ts';
import { proceduresRouter } from '../routers/procedures.router.ts';
import { recoveryRouter } from '../routers/recovery.router.ts';
import { reviewsRouter } from '../routers/reviews.router.ts';
import { settingsRouter } from '../routers/settings.router.ts';
import { surgeonRouter } from '../routers/surgeon.router.ts';
import { trendRouter } from '../routers/trend.router.ts';
import { router } from './trpc.ts';

export const rootRouter = router({
  account: accountRouter,
  audit: auditRouter,
  cases: casesRouter,
  compare: compareRouter,
  dataQuality: dataQualityRouter,
  indications: indicationsRouter,
  methods: methodsRouter,
  overview: overviewRouter,
  people: peopleRouter,
  procedures: proceduresRouter,
  recovery: recoveryRouter,
  reviews: reviewsRouter,
  settings: settingsRouter,
  surgeon: surgeonRouter,
  trend: trendRouter,
});

export type AppRouter = typeof rootRouter;
