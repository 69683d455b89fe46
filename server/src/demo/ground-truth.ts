import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import type { Calendar } from './calendar.ts';
import { DEMO_SOURCE_SYSTEM } from './demo-case.ts';
import type { DemoOptions } from './demo-options.ts';
import { expectedSignal, type SignalExpectation } from './expected-signal.ts';
import type { PlantedSignal, SignalKind } from './planted-signals.ts';
import type { Providers } from './providers.ts';
import { RISKED_OUTCOMES, type RiskedOutcome } from './published-rates.ts';

export interface SignalTruth {
  readonly id: string;
  readonly kind: SignalKind;
  readonly title: string;
  readonly direction: PlantedSignal['direction'];
  readonly hospital: string;
  /** Null when the whole hospital is affected. */
  readonly surgeon: string | null;
  readonly indicators: readonly string[];
  readonly from: string;
  readonly fullFrom: string;
  readonly measure: PlantedSignal['measure'];
  readonly size: number;
  readonly expected: SignalExpectation;
}

type OddsRatios = Readonly<Record<RiskedOutcome, number>>;

export interface GroundTruth {
  readonly version: 1;
  readonly sourceSystem: string;
  readonly options: DemoOptions;
  readonly firstDay: string;
  readonly cutOff: string;
  readonly signals: readonly SignalTruth[];
  readonly hospitals: readonly {
    readonly code: string;
    readonly name: string;
    readonly share: number;
    readonly reportingGap: string | null;
    readonly ratioOfNights: number;
    readonly oddsRatios: Readonly<Record<Procedure, OddsRatios>>;
  }[];
  readonly surgeons: readonly {
    readonly code: string;
    readonly hospital: string;
    readonly share: number;
    readonly oddsRatios: OddsRatios;
  }[];
}

const SIGNIFICANT_DIGITS = 6;

/** Rounded, so that the file does not depend on the last bit of a logarithm. */
function rounded(value: number): number {
  return Number(value.toPrecision(SIGNIFICANT_DIGITS));
}

function oddsRatios(logOdds: Float64Array): OddsRatios {
  return Object.fromEntries(
    RISKED_OUTCOMES.map((outcome, index) => [outcome, rounded(Math.exp(logOdds[index] ?? 0))]),
  ) as OddsRatios;
}

/** What is true of the network, planted or drawn: what a method that looks for signals should find, and what it should not. */
export function describeGroundTruth(
  options: DemoOptions,
  providers: Providers,
  signals: readonly PlantedSignal[],
  calendar: Calendar,
): GroundTruth {
  const hospitalCode = (index: number | undefined) => providers.hospitals[index ?? 0]?.code ?? '';
  return {
    version: 1,
    sourceSystem: DEMO_SOURCE_SYSTEM,
    options,
    firstDay: calendar.iso(calendar.firstDay),
    cutOff: calendar.iso(calendar.lastDay),
    signals: signals.map((signal) => {
      const surgeon = signal.surgeon === null ? undefined : providers.surgeons[signal.surgeon];
      return {
        id: signal.id,
        kind: signal.kind,
        title: signal.title,
        direction: signal.direction,
        hospital: hospitalCode(signal.hospital ?? surgeon?.hospital),
        surgeon: surgeon?.code ?? null,
        indicators: signal.indicators,
        from: calendar.iso(signal.from),
        fullFrom: calendar.iso(signal.fullFrom),
        measure: signal.measure,
        size: signal.size,
        expected: expectedSignal(signal, options, providers, calendar),
      };
    }),
    hospitals: providers.hospitals.map((hospital) => ({
      code: hospital.code,
      name: hospital.name,
      share: rounded(hospital.share),
      reportingGap: hospital.gap,
      ratioOfNights: rounded(Math.exp(hospital.stay)),
      oddsRatios: {
        fusion: oddsRatios(hospital.effects.fusion),
        laminectomy: oddsRatios(hospital.effects.laminectomy),
        discectomy: oddsRatios(hospital.effects.discectomy),
      },
    })),
    surgeons: providers.surgeons.map((surgeon) => ({
      code: surgeon.code,
      hospital: hospitalCode(surgeon.hospital),
      share: rounded(surgeon.share),
      oddsRatios: oddsRatios(surgeon.effects),
    })),
  };
}
