import type { Calendar } from './calendar.ts';
import type { DemoOptions } from './demo-options.ts';
import { logSizeOn, type PlantedSignal } from './planted-signals.ts';
import type { Providers } from './providers.ts';

export type Detectability = 'clear' | 'likely' | 'below-detection';

export interface SignalExpectation {
  /** Cases from the first affected day on. */
  readonly cases: number;
  /** What the first indicator would count in them without the signal (for a stay: nights), and how much the signal adds to it. */
  readonly usual: number;
  readonly excess: number;
  /** Size of the excess divided by the standard deviation of the usual count. */
  readonly signalToNoise: number;
  readonly detectability: Detectability;
}

/** From here on nearly any method finds it; below the second, a method that does not cry wolf mostly cannot. */
const CLEAR = 5;
const LIKELY = 2.5;

function shareOf(signal: PlantedSignal, providers: Providers): number {
  if (signal.surgeon !== null) return providers.surgeons[signal.surgeon]?.share ?? 0;
  return providers.hospitals[signal.hospital ?? 0]?.share ?? 0;
}

/** Mean of (ratio − 1) over the days from the first affected to the cut-off; odds and rates are as good as equal for rare events. */
function meanExcessRatio(signal: PlantedSignal, calendar: Calendar): number {
  let sum = 0;
  for (let day = signal.from; day <= calendar.lastDay; day += 1) sum += Math.exp(logSizeOn(signal, day)) - 1;
  return sum / (calendar.lastDay - signal.from + 1);
}

function detectabilityOf(signalToNoise: number): Detectability {
  if (signalToNoise >= CLEAR) return 'clear';
  return signalToNoise >= LIKELY ? 'likely' : 'below-detection';
}

/** What a signal amounts to on average in a network of this size. A plan, not a count: the cases themselves vary around it. */
export function expectedSignal(
  signal: PlantedSignal,
  options: DemoOptions,
  providers: Providers,
  calendar: Calendar,
): SignalExpectation {
  const days = calendar.lastDay - signal.from + 1;
  const allDays = calendar.lastDay - calendar.firstDay + 1;
  const cases = options.cases * shareOf(signal, providers) * (days / allDays);
  const { mean, standardDeviation, responding } = signal.usual;
  const excess = cases * mean * responding * meanExcessRatio(signal, calendar);
  const signalToNoise = Math.abs(excess) / (standardDeviation * Math.sqrt(cases));
  return {
    cases: Math.round(cases),
    usual: Number((cases * mean).toPrecision(3)),
    excess: Number(excess.toPrecision(3)),
    signalToNoise: Number(signalToNoise.toPrecision(3)),
    detectability: detectabilityOf(signalToNoise),
  };
}
