import type { ScoreChange } from '@lamina/shared/contract/case.ts';
import { PROM_INSTRUMENTS, PROM_SCALES, PROM_TIMEPOINTS } from '@lamina/shared/domain/prom.ts';
import { describeScore, describeTimepoint } from '@lamina/shared/indicators/describe-criterion.ts';
import { ScrollRegion } from '../../components/scroll-region.tsx';
import { formatScore, formatScoreChange } from '../../lib/format.ts';
import { capitalised } from '../../lib/words.ts';
import styles from './case-screen.module.css';

/** What the patient answered, and how it changed from baseline. */
export function ScoreSection({ scores }: { readonly scores: readonly ScoreChange[] }) {
  const timepoints = PROM_TIMEPOINTS.filter((timepoint) =>
    scores.some((score) => score.timepoint === timepoint),
  );
  return (
    <section aria-labelledby="scores" className={styles.section}>
      <h2 id="scores" className={styles.title}>
        What the patient answered
      </h2>
      {scores.length === 0 ? (
        <p className={styles.absent}>No questionnaire is recorded.</p>
      ) : (
        <ScrollRegion label="Answers by time">
          <table className={styles.scores}>
            <caption className={styles.note}>
              Score, and under it the change from baseline. A change of one patient can be measurement error.
            </caption>
            <thead>
              <tr>
                <th scope="col">Score</th>
                {timepoints.map((timepoint) => (
                  <th key={timepoint} scope="col">
                    {capitalised(describeTimepoint(timepoint))}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {PROM_INSTRUMENTS.filter((instrument) =>
                scores.some((score) => score.instrument === instrument),
              ).map((instrument) => (
                <tr key={instrument}>
                  <th scope="row">
                    {capitalised(describeScore(instrument))}
                    <span className={styles.scale}>
                      {PROM_SCALES[instrument].lowest < 0 ? 'up to' : '0 to'}{' '}
                      {PROM_SCALES[instrument].highest}, {PROM_SCALES[instrument].better} is better
                    </span>
                  </th>
                  {timepoints.map((timepoint) => (
                    <Answer
                      key={timepoint}
                      score={scores.find(
                        (score) => score.instrument === instrument && score.timepoint === timepoint,
                      )}
                    />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </section>
  );
}

function Answer({ score }: { readonly score: ScoreChange | undefined }) {
  if (score === undefined) return <td className={styles.absent}>not answered</td>;
  return (
    <td>
      {formatScore(score.score)}
      {score.improvement === null ? null : (
        <span className={styles.change}>{formatScoreChange(score.improvement)}</span>
      )}
    </td>
  );
}
