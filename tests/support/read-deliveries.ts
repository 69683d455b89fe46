import type { ByteSource } from '@lamina/server/intake/byte-source.ts';
import type { Delivery } from '@lamina/server/intake/delivery.ts';
import { openTable, readTable } from '@lamina/server/intake/table.ts';
import type { SurgicalCase } from '@lamina/shared/domain/surgical-case.ts';

export const INTAKE_TODAY = '2026-01-01';

/** What a format (by default the recognised one) makes of a file, without a database. */
export async function readDeliveries(source: ByteSource, format = 'auto'): Promise<Delivery[]> {
  const table = await openTable(source, format);
  const deliveries: Delivery[] = [];
  const reading = { sourceSystem: table.format.sourceSystem, today: INTAKE_TODAY };
  for await (const some of readTable(table, reading)) deliveries.push(...some);
  return deliveries;
}

export function casesOf(deliveries: readonly Delivery[]): SurgicalCase[] {
  return deliveries.flatMap((delivery) => (delivery.kind === 'case' ? [delivery.surgicalCase] : []));
}

/** 'line 3, column "value": reason' of every rejection. */
export function rejectionsOf(deliveries: readonly Delivery[]): string[] {
  return deliveries
    .flatMap((delivery) => (delivery.kind === 'rejected' ? delivery.rejections : []))
    .map(({ line, column, value, reason }) => `line ${line}, ${column} "${value}": ${reason}`);
}
