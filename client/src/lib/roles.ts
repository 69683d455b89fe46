import type { Me } from '@lamina/shared/contract/account.ts';
import type { Role } from '@lamina/shared/domain/viewer.ts';
import { listInWords } from '@lamina/shared/indicators/describe-criterion.ts';

interface RoleWords {
  readonly name: string;
  /** What somebody with this role may see and do here, as one sentence. */
  readonly may: string;
}

export const ROLE_WORDS: Readonly<Record<Role, RoleWords>> = {
  'quality-lead': { name: 'Quality lead', may: 'Sees every case of their hospitals.' },
  surgeon: {
    name: 'Surgeon',
    may: 'Sees their own cases in full. Colleagues are never named.',
  },
  viewer: { name: 'Viewer', may: 'Sees figures only, no case, and no figure of very few cases.' },
  administrator: { name: 'Administrator', may: 'Looks after people and settings. Sees no case.' },
};

/** Who may see cases, all or their own. */
export const ROLES_WITH_CASES: readonly Role[] = ['quality-lead', 'surgeon'];

const NAMED_AT_MOST = 2;

/** 'all hospitals', 'Northfield and Eastmoor', '5 hospitals', 'Surgeon 12': whose cases a person's rights reach; null for an administrator. */
export function reachInWords({ role, hospitals, surgeon }: Pick<Me, 'role' | 'hospitals' | 'surgeon'>) {
  if (role === 'administrator') return null;
  if (role === 'surgeon') return surgeon?.label ?? 'not bound to a surgeon yet';
  if (hospitals === 'all') return 'all hospitals';
  if (hospitals.length === 0) return 'no hospital yet';
  if (hospitals.length > NAMED_AT_MOST) return `${hospitals.length} hospitals`;
  return listInWords(
    hospitals.map(({ label }) => label),
    'and',
  );
}

/** 'Quality lead, all hospitals', 'Surgeon S0012', 'Administrator' */
export function roleInWords(me: Pick<Me, 'role' | 'hospitals' | 'surgeon'>): string {
  const { name } = ROLE_WORDS[me.role];
  const reach = reachInWords(me);
  if (reach === null) return name;
  return reach.startsWith(name) ? reach : `${name}, ${reach}`;
}
