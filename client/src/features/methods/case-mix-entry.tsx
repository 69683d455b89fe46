import type { FittedRiskModel, RiskModel, RiskPerformance } from '@lamina/shared/contract/risk-model.ts';
import { CASE_MIX_MODELS } from '@lamina/shared/indicators/case-mix.ts';
import { describeFormula } from '@lamina/shared/indicators/case-mix-term.ts';
import { findIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { CalibrationChart } from '../../charts/calibration-chart.tsx';
import { formatCount, formatProportion, formatRatio, formatShare } from '../../lib/format.ts';
import { CoefficientTable } from './coefficient-table.tsx';
import styles from './methods-screen.module.css';

const FITS = {
  'maximum-likelihood': 'Maximum likelihood',
  firth: 'Firth’s likelihood, with the intercept fitted again',
} as const;

export interface CaseMixEntryProps {
  readonly model: RiskModel;
  /** Whether its counts are: it is fitted to more cases than the reader may count. */
  readonly rounded: boolean;
}

/** One case-mix model as fitted now: what it is made of, how well it tells cases apart, and how true its risks are. */
export function CaseMixEntry({ model, rounded }: CaseMixEntryProps) {
  const anchor = `model-${model.indicatorId}`;
  const about = rounded ? 'about ' : '';
  const declared = CASE_MIX_MODELS.get(model.model);
  return (
    <article id={anchor} className={styles.entry} aria-labelledby={`${anchor}-name`}>
      <header className={styles.entryHead}>
        <h3 id={`${anchor}-name`}>
          <a className={styles.anchor} href={`#${anchor}`}>
            {findIndicator(model.indicatorId)?.name ?? model.indicatorId}
          </a>
        </h3>
        <p className={styles.question}>
          Model “{model.model}”, version {model.version}, fitted to {about}
          {formatCount(model.cases)} cases of the whole record with {about}
          {formatCount(model.events)} events
        </p>
      </header>
      {declared === undefined ? null : (
        <dl className={styles.terms}>
          <dt>Formula</dt>
          <dd>log odds = {describeFormula(declared)}</dd>
          <dt>Why these</dt>
          <dd>{declared.rationale}</dd>
        </dl>
      )}
      {model.state === 'fitted' ? (
        <Fitted model={model} rounded={rounded} />
      ) : (
        <p className={styles.absent}>Not fitted: {model.reason}</p>
      )}
    </article>
  );
}

function Fitted({ model, rounded }: CaseMixEntryProps & { readonly model: FittedRiskModel }) {
  const { hosmerLemeshow, calibration } = model;
  // What no case has is nothing that is left out; to whom counts are not told, every one may be.
  const notEstimated = model.notEstimated.filter(({ cases }) => rounded || cases > 0);
  const name = findIndicator(model.indicatorId)?.name ?? model.indicatorId;
  return (
    <>
      <div className={styles.columns}>
        <dl className={styles.terms}>
          <dt>Fitted by</dt>
          <dd>{FITS[model.method]}</dd>
          <dt>Tells apart</dt>
          <dd>
            AUC {aucOf(model.validated)} in cases it had not seen; {aucOf(model.apparent)} in its own
          </dd>
          <dt>Calibration</dt>
          <dd>
            Slope {slopeOf(model.validated)} in cases it had not seen (1 is right, below 1 risks are too
            extreme)
            {hosmerLemeshow === null
              ? ''
              : `; Hosmer–Lemeshow χ² = ${hosmerLemeshow.chiSquare.toFixed(1)} on ${hosmerLemeshow.degreesOfFreedom}, p = ${hosmerLemeshow.pValue.toFixed(2)}`}
          </dd>
          <dt>Brier score</dt>
          <dd>{model.validated.brier === null ? 'not known' : model.validated.brier.toPrecision(3)}</dd>
          {notEstimated.length === 0 ? null : (
            <>
              <dt>Too few to estimate</dt>
              <dd>
                {notEstimated
                  .map((term) => {
                    const words = levelInWords(model, term);
                    return rounded ? words : `${words} (${formatCount(term.cases)} cases)`;
                  })
                  .join(', ')}
              </dd>
            </>
          )}
        </dl>
        {calibration.groups.length === 0 ? null : (
          <figure className={styles.figure}>
            <CalibrationChart
              groups={calibration.groups}
              label={`Calibration of the model of ${name}: ${calibration.groups
                .map(
                  ({ cases, observed, expected }) =>
                    `expected ${formatProportion(expected / cases)}, observed ${formatProportion(observed / cases)} (${formatShare(observed, cases)})`,
                )
                .join('; ')}.`}
            />
            <figcaption className={styles.quiet}>
              Observed over expected rate in {calibration.groups.length} groups of cases by expected risk. On
              the line, as many events happened as were expected.
            </figcaption>
          </figure>
        )}
      </div>
      <details className={styles.more}>
        <summary>Coefficients</summary>
        <CoefficientTable model={model} caption={`Coefficients of the model of ${name}`} />
      </details>
    </>
  );
}

/** 'levels operated on: not recorded' of the column 'levels=not recorded'. */
function levelInWords(
  { model }: FittedRiskModel,
  { covariate, column }: FittedRiskModel['notEstimated'][number],
): string {
  const term = CASE_MIX_MODELS.get(model)?.terms.find((each) => each.covariate === covariate);
  const level = column.startsWith(covariate) ? column.slice(covariate.length).replace(/^[= ]/, '') : column;
  return `${term?.label ?? covariate}: ${level}`;
}

function aucOf({ auc, aucLower, aucUpper }: RiskPerformance): string {
  if (auc === null) return 'not known';
  return aucLower === null || aucUpper === null
    ? formatRatio(auc)
    : `${formatRatio(auc)} (${formatRatio(aucLower)}–${formatRatio(aucUpper)})`;
}

function slopeOf({
  calibrationSlope,
  calibrationSlopeLower,
  calibrationSlopeUpper,
}: RiskPerformance): string {
  if (calibrationSlope === null) return 'not known';
  return calibrationSlopeLower === null || calibrationSlopeUpper === null
    ? formatRatio(calibrationSlope)
    : `${formatRatio(calibrationSlope)} (${formatRatio(calibrationSlopeLower)}–${formatRatio(calibrationSlopeUpper)})`;
}
