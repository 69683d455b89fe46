import { methods as binomialInterval } from './binomial-interval.methods.ts';
import { methods as exactTests } from './exact-tests.methods.ts';
import { methods as funnelLimits } from './funnel-limits.methods.ts';
import { methods as funnelOverdispersion } from './funnel-overdispersion.methods.ts';
import { methods as lengthOfStay } from './length-of-stay.methods.ts';
import type { MethodTable } from './method-table.ts';
import { methods as multiplicity } from './multiplicity.methods.ts';
import { methods as oeRatio } from './oe-ratio.methods.ts';
import { methods as performance } from './performance.methods.ts';
import { methods as poissonRateInterval } from './poisson-rate-interval.methods.ts';
import { methods as publishedSir } from './published-sir.methods.ts';
import { methods as regression } from './regression.methods.ts';
import { methods as sequential } from './sequential.methods.ts';
import { methods as shrinkage } from './shrinkage.methods.ts';
import { methods as spcLimits } from './spc-limits.methods.ts';
import { methods as spcRules } from './spc-rules.methods.ts';
import { methods as specialFunctions } from './special-functions.methods.ts';
import { methods as survival } from './survival.methods.ts';

/** Every method name of the vector files, and the function that answers it. */
export const allMethods: MethodTable = {
  ...binomialInterval,
  ...exactTests,
  ...funnelLimits,
  ...funnelOverdispersion,
  ...lengthOfStay,
  ...multiplicity,
  ...oeRatio,
  ...performance,
  ...poissonRateInterval,
  ...publishedSir,
  ...regression,
  ...sequential,
  ...shrinkage,
  ...spcLimits,
  ...spcRules,
  ...specialFunctions,
  ...survival,
};
