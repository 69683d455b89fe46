import { type DemoNetwork, generateDemoNetwork } from '@lamina/server/demo/demo-network.ts';
import { completeDemoOptions, type DemoOptions } from '@lamina/server/demo/demo-options.ts';
import type { SurgicalCase } from '@lamina/shared/domain/surgical-case.ts';

export interface DrawnNetwork extends DemoNetwork {
  readonly drawn: readonly SurgicalCase[];
}

/** A network up to October 2026 with all its cases in memory. */
export function drawNetwork(
  options: Partial<DemoOptions> = {},
  planted: 'planted' | 'nothing-planted' = 'planted',
): DrawnNetwork {
  const network = generateDemoNetwork(
    completeDemoOptions({ lastMonth: '2026-10', ...options }, '2026-11-20'),
    planted,
  );
  return { ...network, drawn: [...network.cases] };
}

/** Share of the items that hold, of those that are not null. */
export function shareOf(values: readonly (boolean | null | undefined)[]): number {
  const known = values.filter((value) => value !== null && value !== undefined);
  return known.filter(Boolean).length / known.length;
}

export function meanOf(values: readonly (number | null | undefined)[]): number {
  const known = values.filter((value) => value !== null && value !== undefined);
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}
