import { getRecordVersion } from '../repositories/record-state.repository.ts';
import type { ServiceContext } from './service-context.ts';
import { getDisclosureProfile } from './settings.service.ts';

/** Names everything that the answers follow from besides the question: the record, what is derived from it, what is counted in memory, and what an administrator decided that surgeons are told. */
export async function getAnswerVersion({ db, tally }: ServiceContext): Promise<string> {
  const profile = await getDisclosureProfile(db, 'surgeon');
  return `${await tally.version()} ${await getRecordVersion(db)} ${profile}`;
}
