import type { MonitoredDirection, Monitoring } from '@lamina/shared/contract/trend.ts';
import { ScrollRegion } from '../../components/scroll-region.tsx';
import { formatCount } from '../../lib/format.ts';
import styles from './monitoring-figures.module.css';
import { oddsInWords, rateInWords } from './monitoring-words.ts';

/** How often the limits cry wolf, and how long they sleep. */
export function LimitMeaning({ monitoring }: { readonly monitoring: Monitoring }) {
  const { more, fewer, casesPerYear, limitsMissingBecause } = monitoring;
  const directions = [
    ...(more === null ? [] : [{ name: 'More events', direction: more }]),
    ...(fewer === null ? [] : [{ name: 'Fewer events', direction: fewer }]),
  ];
  if (directions.length === 0) {
    return <p className={styles.none}>No limit could be set: {limitsMissingBecause}</p>;
  }
  return (
    <div className={styles.meaning}>
      <p>
        What the limits mean: at {formatCount(Math.round(casesPerYear))} cases a year and with nothing amiss,
        chance alone crosses{' '}
        {directions
          .map(
            ({ name, direction }) =>
              `the limit for ${name.toLowerCase()} ${rateInWords(direction.falseAlarmsPerYear)} times a year`,
          )
          .join(' and ')}
        . When the odds do change, the signal comes after, on average:
      </p>
      <ScrollRegion label="Expected delay until a signal">
        <table className={styles.delays}>
          <caption>Expected delay until a signal</caption>
          <thead>
            <tr>
              <th scope="col">Looking for</th>
              {directions[0]?.direction.delays.map(({ oddsRatio }) => (
                <th key={oddsRatio} scope="col">
                  Odds {oddsInWords(Math.max(oddsRatio, 1 / oddsRatio)).replace('× ', '× or ÷ ')}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {directions.map(({ name, direction }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {direction.delays.map((delay) => (
                  <td key={delay.oddsRatio}>{delayInWords(delay)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </div>
  );
}

function delayInWords({ cases, months }: MonitoredDirection['delays'][number]): string {
  const rounded = months < 10 ? months.toFixed(1) : formatCount(Math.round(months));
  return `${formatCount(Math.round(cases))} cases, ${rounded} months`;
}
