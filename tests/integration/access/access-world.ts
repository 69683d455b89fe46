import { refreshOutcomeFacts } from '@lamina/server/repositories/outcome-facts.repository.ts';
import type { PersonRights } from '@lamina/shared/contract/people.ts';
import type { SurgicalCase } from '@lamina/shared/domain/surgical-case.ts';
import { commitExamples } from '../../support/commit-examples.ts';
import { exampleCase } from '../../support/example-case.ts';
import { type Browser, dataOf, type SignInServer, signInServer } from '../auth/sign-in-server.ts';
import { INDICATOR, INFECTION } from '../reviews/review-record.ts';

export const ASKERS = ['nobody', 'administrator', 'lead of all', 'lead of one', 'surgeon', 'viewer'] as const;
export type Asker = (typeof ASKERS)[number];

/** Who sees some cases and not others; the record of a twin holds only what they see. */
export type ScopedAsker = 'lead of one' | 'surgeon';

/** 'own' is seen by both who see some cases; 'foreign' by neither. */
export interface Ids {
  readonly hospital: number;
  readonly surgeon: number;
  readonly caseId: number;
  /** An open comment. */
  readonly openReview: number;
  /** An accepted contest, and the version of the fact that it made. */
  readonly accepted: number;
  readonly version: number;
}

export interface AccessWorld extends AsyncDisposable {
  readonly server: SignInServer;
  readonly browsers: Readonly<Record<Asker, Browser>>;
  readonly own: Ids;
  readonly foreign: Ids;
  readonly importId: number;
  /** Somebody whom nobody else is about. */
  addBystander(): Promise<string>;
}

export const OWN_HOSPITAL = 'Alder hospital';
export const FOREIGN_HOSPITAL = 'Birch hospital';
export const FOREIGN_SURGEON = 'SGN-OAK';
const OWN_SURGEON = 'SGN-ASH';
const COLLEAGUE = 'SGN-ELM';

const alder = { code: 'HA', name: OWN_HOSPITAL };
const birch = { code: 'HB', name: FOREIGN_HOSPITAL };

/** The surgeon operates at both hospitals, so that neither of those who see some cases sees what the other does. */
const GROUPS = [
  { hospital: alder, operatingSurgeon: OWN_SURGEON, cases: 14, year: 2023, infected: 2 },
  { hospital: alder, operatingSurgeon: COLLEAGUE, cases: 12, year: 2024, infected: 1 },
  { hospital: birch, operatingSurgeon: OWN_SURGEON, cases: 6, year: 2022, infected: 1 },
  { hospital: birch, operatingSurgeon: FOREIGN_SURGEON, cases: 26, year: 2025, infected: 3 },
] as const;

const CUT_OFF = '2026-06-30';

/** A record of two hospitals and three surgeons, and somebody of every role; of a twin's only what the asker may see. */
export async function accessWorld(only?: ScopedAsker): Promise<AccessWorld> {
  const server = await signInServer();
  const { db } = server;
  await commitExamples(db, GROUPS.flatMap(casesOf), CUT_OFF);
  const hospitals = await db.selectFrom('hospital').select(['id', 'code']).execute();
  const surgeons = await db.selectFrom('surgeon').select(['id', 'code']).execute();
  const idOf = (rows: readonly { id: number; code: string }[], code: string) =>
    rows.find((row) => row.code === code)?.id ?? 0;
  const [hospitalA, hospitalB] = [idOf(hospitals, 'HA'), idOf(hospitals, 'HB')];
  const [ash, oak] = [idOf(surgeons, OWN_SURGEON), idOf(surgeons, FOREIGN_SURGEON)];
  const firstCaseOf = async (hospital: number, surgeon: number) => {
    const { id } = await db
      .selectFrom('surgical_case')
      .select('id')
      .where('hospital_id', '=', hospital)
      .where('operating_surgeon_id', '=', surgeon)
      .orderBy('id')
      .executeTakeFirstOrThrow();
    return id;
  };
  const [ownCase, foreignCase] = [await firstCaseOf(hospitalA, ash), await firstCaseOf(hospitalB, oak)];
  if (only === 'lead of one') {
    await db.deleteFrom('surgical_case').where('hospital_id', '!=', hospitalA).execute();
  }
  if (only === 'surgeon') {
    await db.deleteFrom('surgical_case').where('operating_surgeon_id', '!=', ash).execute();
  }
  await db
    .updateTable('record_state')
    .set((eb) => ({ data_version: eb('data_version', '+', 1) }))
    .execute();
  await refreshOutcomeFacts(db);

  const rights: Record<Exclude<Asker, 'nobody'>, PersonRights> = {
    administrator: { role: 'administrator', hospitals: 'all', surgeon: null },
    'lead of all': { role: 'quality-lead', hospitals: 'all', surgeon: null },
    'lead of one': { role: 'quality-lead', hospitals: [hospitalA], surgeon: null },
    surgeon: { role: 'surgeon', hospitals: 'all', surgeon: ash },
    viewer: { role: 'viewer', hospitals: [hospitalA], surgeon: null },
  };
  const signedIn = async (name: string, email: string, of: PersonRights, address: string) => {
    await server.add(email, of);
    const browser = server.browser(address);
    const { status } = await browser.signIn(email);
    if (status !== 200) throw new Error(`${name} could not sign in.`);
    return browser;
  };
  const browsers: Record<string, Browser> = { nobody: server.browser('10.0.0.1') };
  for (const [index, [name, of]] of Object.entries(rights).entries()) {
    const email = `${name.replaceAll(' ', '-')}@example.org`;
    browsers[name] = await signedIn(name, email, of, `10.0.1.${index}`);
  }
  const opener = await signedIn('opener', 'opener@example.org', rights['lead of all'], '10.0.2.1');
  const decider = await signedIn('decider', 'decider@example.org', rights['lead of all'], '10.0.2.2');

  const open = async (caseId: number, contest: object | null) => {
    const { id } = dataOf<{ id: number }>(
      await opener.change('reviews.open', {
        caseId,
        indicatorId: INDICATOR,
        stance: contest === null ? 'comment' : 'contest',
        contest,
        note: 'a remark',
      }),
    );
    return id;
  };
  const reviewsOf = async (caseId: number) => {
    const openReview = await open(caseId, null);
    const event = { ...INFECTION, onsetDate: onsetOf(caseId === ownCase ? 2023 : 2025) };
    const accepted = await open(caseId, { kind: 'event-did-not-happen', event });
    await decider.change('reviews.decide', { reviewId: accepted, decision: 'accept', why: 'seen' });
    const { versions } = dataOf<{ versions: { id: number }[] }>(
      await opener.ask('reviews.get', { reviewId: accepted }),
    );
    return { openReview, accepted, version: versions[0]?.id ?? 0 };
  };
  const ofOwn = await reviewsOf(ownCase);
  const nothing = { openReview: 0, accepted: 0, version: 0 };
  const ofForeign = only === undefined ? await reviewsOf(foreignCase) : nothing;
  const { id: importId } = await db.selectFrom('import').select('id').executeTakeFirstOrThrow();
  let bystanders = 0;
  return {
    server,
    browsers: browsers as Record<Asker, Browser>,
    own: { hospital: hospitalA, surgeon: ash, caseId: ownCase, ...ofOwn },
    foreign: { hospital: hospitalB, surgeon: oak, caseId: foreignCase, ...ofForeign },
    importId,
    addBystander() {
      bystanders += 1;
      return server.add(`bystander-${bystanders}@example.org`, rights.viewer);
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

function casesOf({
  hospital,
  operatingSurgeon,
  cases,
  year,
  infected,
}: (typeof GROUPS)[number]): SurgicalCase[] {
  return Array.from({ length: cases }, (_, index) => {
    const operationDate = `${year}-03-01`;
    return exampleCase({
      sourceCaseId: `${hospital.code} ${operatingSurgeon} ${index}`,
      hospital,
      operatingSurgeon,
      admissionDate: operationDate,
      operationDate,
      operationYear: year,
      dischargeDate: `${year}-03-0${2 + (index % 5)}`,
      events: index < infected ? [{ ...INFECTION, onsetDate: onsetOf(year) }] : [],
    });
  });
}

function onsetOf(year: number): string {
  return `${year}-03-11`;
}
