import type { ExpectedRisk, RiskContribution } from '@lamina/shared/contract/expected-risk.ts';
import { getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { ScrollRegion } from '../../components/scroll-region.tsx';
import { formatProportion, formatRatio } from '../../lib/format.ts';
import { capitalised } from '../../lib/words.ts';
import screen from './case-screen.module.css';
import styles from './risk-section.module.css';

/** As many drivers are named as can be read at a glance, and none that moves the odds by less than a tenth. */
const NAMED_DRIVERS = 3;
const SMALLEST_NAMED = Math.log(1.1);

/** How likely each outcome was for a patient like this one, and what made it so. */
export function RiskSection({ risks }: { readonly risks: readonly ExpectedRisk[] }) {
  const expected = risks.filter((risk) => risk.state === 'expected');
  if (expected.length === 0) return null;
  return (
    <section aria-labelledby="risks" className={screen.section}>
      <h2 id="risks" className={screen.title}>
        What was to be expected of a patient like this
      </h2>
      <ScrollRegion label="Expected risks">
        <table className={styles.risks}>
          <caption className={screen.note}>
            From the case-mix models of this record. A risk describes many such patients, never one.
          </caption>
          <thead>
            <tr>
              <th scope="col">Outcome</th>
              <th scope="col" data-numeric="true">
                Expected
              </th>
              <th scope="col" data-numeric="true">
                All cases
              </th>
              <th scope="col">What drives it, against the average case</th>
            </tr>
          </thead>
          <tbody>
            {expected.map(({ indicatorId, risk, overallRate, contributions }) => (
              <tr key={indicatorId}>
                <th scope="row">{getIndicator(indicatorId).name}</th>
                <td data-numeric="true">{formatProportion(risk)}</td>
                <td data-numeric="true">{formatProportion(overallRate)}</td>
                <td className={styles.drivers}>{driversInWords(contributions)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}

function driversInWords(contributions: readonly RiskContribution[]): string {
  const drivers = contributions
    .filter(({ estimated, logOdds }) => estimated && Math.abs(logOdds) >= SMALLEST_NAMED)
    .slice(0, NAMED_DRIVERS)
    .map(({ label, value, oddsRatio }) => `${label} ${value} (odds\u00a0×\u00a0${formatRatio(oddsRatio)})`);
  const [first, ...others] = drivers;
  if (first === undefined) return 'Close to the average case in all that counts';
  return [capitalised(first), ...others].join(', ');
}
