import type { ColleagueBand } from '@lamina/shared/contract/surgeon.ts';
import { PUBLISHED_FILTERS_ONLY } from '@lamina/shared/domain/disclosure.ts';
import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import { WHOLE_RECORD } from '../auth/whole-record.ts';
import type { PublishedMeasure } from '../disclosure/published-cube.ts';
import type { IndicatorTally } from '../tally/tally.ts';
import { type BandOptions, colleagueBandOf } from './colleague-band.service.ts';
import { publishedCellOf } from './published-cell.service.ts';
import { getPublishedCube } from './published-cube.service.ts';
import { ruleOf } from './published-figures.service.ts';
import type { ServiceContext } from './service-context.ts';

/** A band for a surgeon: at least two colleagues lie beyond each end, and each has more cases than any rule hides. Choices. */
const FEWEST_COLLEAGUES = 10;
const FEWEST_CASES = 11;
const PERCENTILES = [25, 75] as const;

export interface PublishedColleagues {
  bandOf(indicator: Indicator, own: IndicatorTally): ColleagueBand;
  /** The rate of all others together; null where it is not told. */
  rateOf(indicator: Indicator): number | null;
}

/** What a surgeon may know of the others, who are neither named nor shown one by one, under a filter that names the surgeon. */
export async function getPublishedColleagues(
  viewer: Viewer,
  services: ServiceContext,
  { surgeons: _own, ...filter }: CaseFilter,
): Promise<PublishedColleagues> {
  const cube = await getPublishedCube(viewer, services);
  const cell = publishedCellOf(viewer, cube, filter);
  const cells =
    cell === undefined
      ? []
      : await services.tally.count({
          scope: WHOLE_RECORD,
          filter,
          indicators: CATALOGUE.map(({ id }) => id),
          groupBy: ['surgeon'],
        });
  const others = cells.filter(({ key }) => key.surgeon !== null && key.surgeon !== viewer.surgeon);
  return {
    bandOf: (indicator, own) => {
      const measure = cell?.measures.get(indicator.id);
      if (cell === undefined) return { state: 'suppressed', rule: PUBLISHED_FILTERS_ONLY };
      if (measure === undefined || measure.state === 'suppressed') {
        return { state: 'suppressed', rule: ruleOf(cube) };
      }
      const options: BandOptions = {
        fewestColleagues: FEWEST_COLLEAGUES,
        fewestCases: Math.max(FEWEST_CASES, indicator.minimumDenominator),
        percentiles: PERCENTILES,
      };
      const tallies = others.flatMap(({ indicators }) => indicators[indicator.id] ?? []);
      const band = colleagueBandOf(indicator, own, tallies, options);
      if (band.state !== 'band') {
        return {
          state: 'suppressed',
          rule: `Hidden: fewer than ${FEWEST_COLLEAGUES} colleagues have enough cases`,
        };
      }
      const step = indicator.kind === 'proportion' ? 0.005 : 0.5;
      const low = toStep(band.low, step);
      const high = toStep(band.high, step);
      return {
        ...band,
        low,
        high,
        pooled: rateOfMeasure(measure) ?? toStep(band.pooled, step),
        own: band.own === null ? null : toStep(band.own, 0.001),
        reliability: band.reliability === null ? null : toStep(band.reliability, 0.01),
      };
    },
    rateOf: (indicator) => {
      const measure = cell?.measures.get(indicator.id);
      return measure === undefined ? null : rateOfMeasure(measure);
    },
  };
}

function rateOfMeasure(measure: PublishedMeasure): number | null {
  return measure.state === 'counted' ? measure.numerator / measure.denominator : null;
}

function toStep(value: number, step: number): number {
  return Number((Math.round(value / step) * step).toFixed(6));
}
