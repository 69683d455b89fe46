import { INDICATOR } from '../reviews/review-record.ts';
import type { AccessWorld, Asker, Ids } from './access-world.ts';

/** What a procedure is asked with: ids that the asker may ask about, or those of others. */
export type Inputs = (
  world: AccessWorld,
  ids: Ids,
  asker: Asker,
) => Promise<readonly unknown[]> | readonly unknown[];

const nothing: Inputs = () => [undefined];

/** A filter by hospital and one by surgeon; of one's own also none at all. */
function filtered(more: object = {}): Inputs {
  return (world, ids) => [
    ...(ids === world.own ? [{ ...more }] : []),
    { ...more, filter: { hospitals: [ids.hospital] } },
    { ...more, filter: { surgeons: [ids.surgeon] } },
  ];
}

const aboutSurgeon: Inputs = (_world, ids) => [{ filter: { surgeons: [ids.surgeon] } }];
const aboutReview: Inputs = (_world, ids) => [{ reviewId: ids.openReview }, { reviewId: ids.accepted }];
const aboutCase: Inputs = (_world, { caseId }) => [{ caseId }];
const aboutBystander: Inputs = async (world) => [{ id: await world.addBystander() }];
const remark = { indicatorId: INDICATOR, stance: 'comment', contest: null, note: 'another remark' };
const noRights = { role: 'viewer', hospitals: 'all', surgeon: null };

let added = 0;

/** An open remark of the asker's own where they may make one, and of somebody else otherwise. */
async function withdrawable(world: AccessWorld, ids: Ids, asker: Asker): Promise<number> {
  const answer = await world.browsers[asker].change('reviews.open', { caseId: ids.caseId, ...remark });
  const { result } = answer.body as { result?: { data: { id: number } } };
  return result?.data.id ?? ids.openReview;
}

/** A remark that waits for an answer, made by somebody else. */
async function answerable(world: AccessWorld, ids: Ids): Promise<number> {
  return withdrawable(world, ids, 'lead of all');
}

/** How every question and change is asked. */
export const QUESTIONS: Readonly<Record<string, Inputs>> = {
  'account.session': nothing,
  'audit.list': () => [{}],
  'audit.export': () => [{}],
  'audit.verify': nothing,
  'cases.list': filtered(),
  'cases.csv': filtered({ columns: ['key', 'operation', 'hospital', 'surgeon'], about: [] }),
  'cases.one': aboutCase,
  'compare.get': (world, ids, asker) => [
    ...(filtered({ indicator: INDICATOR, by: 'hospital' })(world, ids, asker) as unknown[]),
  ],
  'dataQuality.get': filtered({ columns: 'hospital', field: 'asaClass' }),
  'dataQuality.imports': nothing,
  'dataQuality.rejections': ({ importId }) => [{ importId }],
  'indications.get': filtered(),
  'methods.get': nothing,
  'overview.get': filtered(),
  'overview.options': nothing,
  'overview.signals': filtered(),
  'people.list': nothing,
  'people.options': nothing,
  'people.add': () => {
    added += 1;
    return [{ name: 'New', email: `new-${added}@example.org`, rights: noRights }];
  },
  'people.change': async (world) => [{ id: await world.addBystander(), rights: noRights }],
  'people.disable': aboutBystander,
  'people.enable': aboutBystander,
  'people.resetPassword': aboutBystander,
  'people.resetTwoFactor': aboutBystander,
  'people.endSessions': aboutBystander,
  'procedures.get': filtered(),
  'recovery.get': filtered(),
  'reviews.list': () => [{ state: 'open' }, { state: 'decided' }, { state: 'conflicts' }],
  'reviews.ofCase': aboutCase,
  'reviews.get': aboutReview,
  'reviews.open': (_world, { caseId }) => [{ caseId, ...remark }],
  'reviews.comment': (_world, { openReview }) => [{ reviewId: openReview, text: 'a word' }],
  'reviews.decide': async (world, ids) => [
    { reviewId: await answerable(world, ids), decision: 'note', why: 'thank you' },
  ],
  'reviews.withdraw': async (world, ids, asker) => [{ reviewId: await withdrawable(world, ids, asker) }],
  'reviews.resolveConflict': (_world, { version }) => [
    { versionId: version, take: 'correction', why: 'as decided' },
  ],
  'settings.get': nothing,
  'settings.change': () => [{ role: 'viewer', profile: 'cms' }],
  'surgeon.get': aboutSurgeon,
  'surgeon.vlad': (_world, ids) => [{ filter: { surgeons: [ids.surgeon] }, indicator: INDICATOR }],
  'trend.get': filtered({ indicator: INDICATOR }),
  'trend.monitoring': filtered({ indicator: INDICATOR }),
};
