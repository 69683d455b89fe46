import type { ChangeDisclosureInput, Settings, SuppressedRole } from '@lamina/shared/contract/settings.ts';
import { DisclosureProfile } from '@lamina/shared/domain/disclosure.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import { LaminaError } from '../lamina-error.ts';
import { findSetting, putSetting } from '../repositories/setting.repository.ts';
import { recordAudit } from './audit.service.ts';
import type { ServiceContext } from './service-context.ts';

/** Until an administrator decides otherwise, and wherever what is stored is not understood. */
const DEFAULT_PROFILE: DisclosureProfile = 'cms';

/** What this role is told of cases that it may not count. */
export async function getDisclosureProfile(
  db: Database | DatabaseTransaction,
  role: SuppressedRole,
): Promise<DisclosureProfile> {
  const stored = DisclosureProfile.safeParse(await findSetting(db, settingOf(role)));
  return stored.success ? stored.data : DEFAULT_PROFILE;
}

/** For administrators; refuses ('not-allowed') everybody else. */
export async function getSettings(viewer: Viewer, { db }: ServiceContext): Promise<Settings> {
  assertAdministrator(viewer);
  const [ofViewers, ofSurgeons] = await Promise.all([
    getDisclosureProfile(db, 'viewer'),
    getDisclosureProfile(db, 'surgeon'),
  ]);
  return { disclosure: { viewer: ofViewers, surgeon: ofSurgeons } };
}

/** For administrators; the change and its entry in the audit log happen together. */
export async function changeDisclosure(
  viewer: Viewer,
  { db }: ServiceContext,
  { role, profile }: ChangeDisclosureInput,
): Promise<void> {
  assertAdministrator(viewer);
  await db.transaction().execute(async (transaction) => {
    const before = await getDisclosureProfile(transaction, role);
    await putSetting(transaction, settingOf(role), profile);
    await recordAudit({ db: transaction }, viewer, {
      action: 'setting-changed',
      subject: `setting:${settingOf(role)}`,
      detail: { before, after: profile },
    });
  });
}

function settingOf(role: SuppressedRole): string {
  return `disclosure-${role}`;
}

function assertAdministrator({ role }: Viewer): void {
  if (role === 'administrator') return;
  throw new LaminaError('not-allowed', 'Only administrators see and change the settings.');
}
