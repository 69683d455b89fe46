import type { IndicatorFigures, PublishedComparator } from '@lamina/shared/contract/overview.ts';
import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import { getRouteApi, Link } from '@tanstack/react-router';
import { IntervalWhisker } from '../../charts/interval-whisker.tsx';
import { whiskerScale } from '../../charts/whisker-scale.ts';
import { SuppressedMark } from '../../components/suppressed-mark.tsx';
import { VerdictMark } from '../../components/verdict-mark.tsx';
import { comparedReference, uncomparedInWords, verdictInWords } from '../../components/verdict-words.ts';
import { sharedOf } from '../../lib/address.ts';
import { hasValue } from '../../lib/count-words.ts';
import { formatConfidence, formatFigure, formatRange, formatScale } from '../../lib/format.ts';
import { comparisonBehind, trendBehind } from '../../lib/links.ts';
import { useOpensCases } from '../../lib/reader.ts';
import { CasesLink } from './cases-link.tsx';
import { CompletenessDetails } from './completeness-details.tsx';
import { DefinitionDetails } from './definition-details.tsx';
import { describeFigure } from './describe-figure.ts';
import styles from './indicator-details.module.css';
import { PublishedDetails } from './published-details.tsx';
import { QuarterDetails } from './quarter-details.tsx';
import { ReferenceDetails } from './reference-details.tsx';

const route = getRouteApi('/');

export interface IndicatorDetailsProps {
  readonly indicator: Indicator;
  readonly procedure: Procedure;
  readonly figures: IndicatorFigures;
  readonly comparators: readonly PublishedComparator[];
  readonly chosenReferenceId: string | undefined;
  readonly onChooseReference: (referenceId: string) => void;
}

/** Everything behind one figure, from the question to the citation. */
export function IndicatorDetails({
  indicator,
  procedure,
  figures,
  comparators,
  chosenReferenceId,
  onChooseReference,
}: IndicatorDetailsProps) {
  return (
    <div className={styles.details}>
      <p className={styles.question}>{indicator.question}</p>
      <FigureDetails
        indicator={indicator}
        procedure={procedure}
        figures={figures}
        comparators={comparators}
      />
      {hasValue(figures) ? <WaysOn indicator={indicator} procedure={procedure} /> : null}
      <ReferenceDetails figures={figures} chosenId={chosenReferenceId} onChoose={onChooseReference} />
      <PublishedDetails comparators={comparators} drawn={hasValue(figures)} />
      <QuarterDetails indicator={indicator} procedure={procedure} figures={figures} />
      <DefinitionDetails indicator={indicator} />
      {figures.completeness === null ? null : (
        <CompletenessDetails
          completeness={figures.completeness}
          indicatorId={indicator.id}
          procedure={procedure}
        />
      )}
    </div>
  );
}

/** From the figure to its trend and its funnel; its counts lead to its cases. */
function WaysOn({ indicator, procedure }: Pick<IndicatorDetailsProps, 'indicator' | 'procedure'>) {
  const shared = sharedOf(route.useSearch());
  const figure = { shared, indicator: indicator.id, procedure };
  const opensTrend = useOpensCases();
  return (
    <p className={styles.ways}>
      {opensTrend ? <Link {...trendBehind(figure)}>Trend</Link> : null}
      <Link {...comparisonBehind(figure)}>
        {indicator.kind === 'proportion' ? 'Funnel of hospitals' : 'Hospitals side by side'}
      </Link>
    </p>
  );
}

function FigureDetails({
  indicator,
  procedure,
  figures,
  comparators,
}: Omit<IndicatorDetailsProps, 'chosenReferenceId' | 'onChooseReference'>) {
  if (figures.state === 'suppressed') {
    return (
      <p>
        <SuppressedMark rule={figures.rule} inFull />
      </p>
    );
  }
  if (figures.state === 'no-data') {
    return (
      <p>
        No case of {procedure} could be judged
        {figures.completeness === null ? '.' : '; the reasons are listed below.'}
      </p>
    );
  }
  const reference = comparedReference(figures);
  const verdict = verdictInWords(indicator, figures);
  const { interval } = figures;
  const marks = comparators.map(({ rate, name, year }) => ({ value: rate, label: `${name}, ${year}` }));
  const bands = [
    ...(reference === undefined ? [] : [{ low: reference.low, high: reference.high }]),
    ...comparators.map(({ rate }) => ({ low: rate, high: rate })),
  ];
  const scale = whiskerScale([{ value: figures.value, interval, bands }], indicator.unit);
  return (
    <div>
      <p className={styles.value}>
        {formatFigure(figures.value, indicator.unit)}
        <span className={styles.count}>
          {figures.numerator === null ? (
            `${indicator.kind === 'duration' ? 'median' : 'mean'} of `
          ) : (
            <>
              <CasesLink
                count={figures.numerator}
                procedure={procedure}
                indicatorId={indicator.id}
                counted="numerator"
              />
              {' of '}
            </>
          )}
          <CasesLink
            count={figures.denominator}
            procedure={procedure}
            indicatorId={indicator.id}
            counted="denominator"
          />
        </span>
      </p>
      <IntervalWhisker
        value={figures.value}
        interval={interval}
        band={reference ?? null}
        marks={marks}
        scale={scale}
        hollow={verdict?.tone === 'untold'}
        description={describeFigure(indicator, procedure, figures)}
      />
      <p className={styles.scale} aria-hidden="true">
        Scale {formatScale(scale.minimum, scale.maximum, indicator.unit)}
      </p>
      {verdict === null ? (
        <p className={styles.verdict}>{uncomparedInWords(figures)}.</p>
      ) : (
        <p className={styles.verdict}>
          <VerdictMark tone={verdict.tone} />
          {verdict.words}
        </p>
      )}
      {interval === null ? null : (
        <p className={styles.method}>
          {formatConfidence(interval.confidence)} confidence interval{' '}
          {formatRange(interval.lower, interval.upper, indicator.unit)}: {interval.method}.
        </p>
      )}
    </div>
  );
}
