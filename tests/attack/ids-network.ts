import { buildDemo } from '@lamina/server/commands/demo.command.ts';
import { refreshOutcomeFacts } from '@lamina/server/repositories/outcome-facts.repository.ts';
import { findBusiestSurgeon } from '@lamina/server/repositories/provider-label.repository.ts';
import { refreshCaseMix } from '@lamina/server/services/case-mix.service.ts';
import { shortKey } from '@lamina/server/services/short-key.service.ts';
import type { PersonRights } from '@lamina/shared/contract/people.ts';
import { type Browser, dataOf, type SignInServer, signInServer } from '../integration/auth/sign-in-server.ts';

export const ATTACKERS = ['surgeon', 'lead of one', 'viewer', 'nobody'] as const;
export type Attacker = (typeof ATTACKERS)[number];

/** What exists, so that neighbours of it can be guessed. */
export interface KnownIds {
  readonly cases: readonly number[];
  readonly reviews: readonly number[];
  readonly versions: readonly number[];
  readonly imports: readonly number[];
  readonly hospitals: readonly number[];
  readonly surgeons: readonly number[];
  readonly people: readonly string[];
}

/** What an answer must not hold, and what shows that it does. */
export interface OutOfScope {
  readonly caseIds: ReadonlySet<number>;
  /** Short keys of cases, remarks in reviews, e-mail addresses. */
  readonly texts: ReadonlySet<string>;
  /** Labels of hospitals and surgeons, and e-mail addresses. */
  readonly labels: readonly string[];
  /** Of these, those who took part in a case in scope, or said something about one: named there, and nowhere else. */
  readonly takingPart: ReadonlySet<string>;
}

export interface AttackedServer extends AsyncDisposable {
  readonly server: SignInServer;
  readonly browsers: Readonly<Record<Attacker, Browser>>;
  readonly ids: KnownIds;
  readonly secrets: Readonly<Record<Attacker, OutOfScope>>;
  /** A case that each who sees cases may see. */
  readonly ownCase: Readonly<Partial<Record<Attacker, number>>>;
}

/** No attack is about being stopped for asking often. */
const NO_LIMIT = { sessionRequestsAMinute: 1e9, addressRequestsAMinute: 1e9 };

const REVIEWED = 30;

const REVIEWER = 'other lead';

/** The demo network behind a real server, with attackers of four kinds, and reviews of cases in and out of their scopes. */
export async function attackedServer(cases: number): Promise<AttackedServer> {
  const server = await signInServer(
    (db, directory) => buildDemo(db, { dataDirectory: directory }, { cases, seed: 7, lastMonth: '2026-09' }),
    {},
    NO_LIMIT,
  );
  const { db } = server;
  await refreshOutcomeFacts(db);
  await refreshCaseMix(db);
  const bound = await findBusiestSurgeon(db);
  if (bound === undefined) throw new Error('Nobody operated.');
  const rights: Record<Exclude<Attacker, 'nobody'>, PersonRights> = {
    surgeon: { role: 'surgeon', hospitals: 'all', surgeon: bound.surgeon },
    'lead of one': { role: 'quality-lead', hospitals: [bound.hospital], surgeon: null },
    viewer: { role: 'viewer', hospitals: 'all', surgeon: null },
  };
  const browsers: Record<string, Browser> = { nobody: server.browser('10.0.0.1') };
  for (const [name, right] of Object.entries(rights)) {
    browsers[name] = await signedIn(server, name, right);
  }
  const lead = await signedIn(server, REVIEWER, {
    role: 'quality-lead',
    hospitals: 'all',
    surgeon: null,
  });

  const rows = await db
    .selectFrom('surgical_case')
    .innerJoin('hospital', 'hospital.id', 'surgical_case.hospital_id')
    .leftJoin('surgeon', 'surgeon.id', 'surgical_case.operating_surgeon_id')
    .select([
      'surgical_case.id',
      'surgical_case.source_case_key',
      'hospital_id',
      'operating_surgeon_id',
      'assisting_surgeon_id',
      'responsible_surgeon_id',
      'hospital.name as hospital',
      'hospital.code as hospital_code',
      'surgeon.code as surgeon',
    ])
    .orderBy('surgical_case.id')
    .execute();
  const step = Math.max(1, Math.floor(rows.length / REVIEWED));
  const remarks = new Map<number, string>();
  for (const { id } of rows.filter((_, index) => index % step === 0)) {
    const note = `remark-about-${id}-`;
    await lead.change('reviews.open', {
      caseId: id,
      indicatorId: 'infection-90-days',
      stance: 'comment',
      contest: null,
      note,
    });
    remarks.set(id, note);
  }
  const sees: Readonly<Record<Attacker, (row: (typeof rows)[number]) => boolean>> = {
    surgeon: ({ operating_surgeon_id }) => operating_surgeon_id === bound.surgeon,
    'lead of one': ({ hospital_id }) => hospital_id === bound.hospital,
    viewer: () => false,
    nobody: () => false,
  };
  const surgeonCodes = new Map(
    (await db.selectFrom('surgeon').select(['id', 'code']).execute()).map(({ id, code }) => [id, code]),
  );
  const people = await db.selectFrom('person').select(['id', 'email']).execute();
  const secretsOf = (attacker: Attacker): OutOfScope => {
    const [seen, foreign] = [rows.filter(sees[attacker]), rows.filter((row) => !sees[attacker](row))];
    const seenSurgeons = new Set(seen.map(({ surgeon }) => surgeon));
    const seenHospitals = new Set(seen.map(({ hospital_id }) => hospital_id));
    const surgeons = foreign.flatMap(({ surgeon }) =>
      surgeon === null || seenSurgeons.has(surgeon) ? [] : [`Surgeon ${surgeon}`],
    );
    // Surgeons and viewers are told published figures of hospitals by name.
    const hospitals = foreign.flatMap(({ hospital_id, hospital, hospital_code }) =>
      attacker !== 'lead of one' || seenHospitals.has(hospital_id)
        ? []
        : [hospital ?? `Hospital ${hospital_code}`],
    );
    const seenKeys = new Set(seen.map(({ source_case_key }) => shortKey(source_case_key)));
    return {
      caseIds: new Set(foreign.map(({ id }) => id)),
      texts: new Set([
        ...foreign
          .map(({ source_case_key }) => shortKey(source_case_key))
          .filter((key) => !seenKeys.has(key)),
        ...foreign.flatMap(({ id }) => remarks.get(id) ?? []),
      ]),
      labels: [...new Set([...surgeons, ...hospitals, ...people.map(({ email }) => email)])].filter(
        (label) => label !== emailOf(attacker),
      ),
      takingPart: new Set([
        emailOf(REVIEWER),
        ...ATTACKERS.map(emailOf),
        ...seen
          .flatMap(({ assisting_surgeon_id, responsible_surgeon_id }) => [
            assisting_surgeon_id,
            responsible_surgeon_id,
          ])
          .flatMap((id) => (id === null ? [] : [`Surgeon ${surgeonCodes.get(id)}`])),
      ]),
    };
  };
  const idsOf = async (table: 'case_review' | 'import' | 'hospital' | 'surgeon') =>
    (await db.selectFrom(table).select('id').execute()).map(({ id }) => id);
  return {
    server,
    browsers: browsers as Record<Attacker, Browser>,
    ids: {
      cases: rows.map(({ id }) => id),
      reviews: await idsOf('case_review'),
      versions: [1, 2],
      imports: await idsOf('import'),
      hospitals: await idsOf('hospital'),
      surgeons: await idsOf('surgeon'),
      people: people.map(({ id }) => id),
    },
    secrets: {
      surgeon: secretsOf('surgeon'),
      'lead of one': secretsOf('lead of one'),
      viewer: secretsOf('viewer'),
      nobody: secretsOf('nobody'),
    },
    ownCase: {
      surgeon: rows.find(sees.surgeon)?.id ?? 0,
      'lead of one': rows.find(sees['lead of one'])?.id ?? 0,
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

function emailOf(name: string): string {
  return `${name.replaceAll(' ', '-')}@example.org`;
}

async function signedIn(server: SignInServer, name: string, rights: PersonRights): Promise<Browser> {
  await server.add(emailOf(name), rights);
  const browser = server.browser('10.0.0.2');
  const { status } = await browser.signIn(emailOf(name));
  if (status !== 200) throw new Error(`${name} could not sign in.`);
  const session = dataOf<{ me: { role: string } | null }>(await browser.ask('account.session'));
  if (session.me?.role !== rights.role) throw new Error(`${name} is somebody else.`);
  return browser;
}
