import type { Me } from '@lamina/shared/contract/account.ts';
import type { RightsOptions } from '@lamina/shared/contract/people.ts';

/** The hospitals of somebody's rights by name; one that is no longer in the record is left out. */
export function namedHospitals(hospitals: 'all' | readonly number[], labels: RightsOptions): Me['hospitals'] {
  if (hospitals === 'all') return 'all';
  return labels.hospitals.filter(({ id }) => hospitals.includes(id));
}

export function namedSurgeon(surgeon: number | null, labels: RightsOptions): Me['surgeon'] {
  return labels.surgeons.find(({ id }) => id === surgeon) ?? null;
}
