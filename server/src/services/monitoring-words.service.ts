import type { MonitoredDirection, Monitoring, MonitoringBasis } from '@lamina/shared/contract/trend.ts';
import { dateInWords } from '@lamina/shared/domain/period-in-words.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';

type Directions = Pick<Monitoring, 'more' | 'fewer'>;

const NEARLY_AS_EXPECTED = 0.5;

/** Where the line ends, in events. */
export function vladFinding(
  { name }: Indicator,
  { cases, events, expected }: Pick<Monitoring, 'cases' | 'events' | 'expected'>,
): string {
  const difference = expected - events;
  const counts = `${events.toLocaleString('en-GB')} ${events === 1 ? 'event' : 'events'} in ${cases.toLocaleString('en-GB')} cases`;
  const oneDecimal = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  const among = `the ${expected.toLocaleString('en-GB', oneDecimal)} expected`;
  if (Math.abs(difference) < NEARLY_AS_EXPECTED) return `${name}: ${counts}, as many as ${among}.`;
  return `${name}: ${counts}, ${Math.abs(difference).toFixed(1)} ${difference > 0 ? 'fewer' : 'more'} than ${among}.`;
}

/** When chance no longer explained the course, in either direction. */
export function cusumFinding({ name }: Indicator, { more, fewer }: Directions): string {
  if (more === null && fewer === null) return `${name}: no limit could be set for the CUSUM.`;
  const parts = [
    ...(more === null ? [] : [signalsInWords(more, 'more')]),
    ...(fewer === null ? [] : [signalsInWords(fewer, 'fewer')]),
  ].filter((part) => part !== null);
  if (parts.length === 0) return `${name}: no signal, neither of more events nor of fewer.`;
  return `${name}: ${parts.join('; ')}.`;
}

export function monitoringMethod(
  basis: MonitoringBasis,
  { more, fewer }: Directions,
  casesWithoutRisk: number,
): string[] {
  const direction = more ?? fewer;
  return [
    basis.words,
    ...(direction === null
      ? []
      : [
          `CUSUM by log-likelihood ratio (Steiner and others 2000), tuned to doubled and to halved odds; after a signal it starts from 0 at the next case. Limits simulated for this case mix to one false alarm in ${Math.round(direction.targetRunLength).toLocaleString('en-GB')} cases (${direction.replicates} simulated courses, seed ${direction.seed}).`,
        ]),
    ...(casesWithoutRisk === 0
      ? []
      : [
          `${casesWithoutRisk} ${casesWithoutRisk === 1 ? 'case has' : 'cases have'} no risk and are left out.`,
        ]),
  ];
}

function signalsInWords({ signals }: MonitoredDirection, what: 'more' | 'fewer'): string | null {
  const last = signals.at(-1);
  if (last === undefined) return null;
  const times = ['', 'once', 'twice'][signals.length] ?? `${signals.length} times`;
  return `${what} events than expected signalled ${times}, ${signals.length === 1 ? 'on' : 'last on'} ${dateInWords(last.date)}`;
}
