import type { CaseOutput } from '@lamina/shared/contract/case.ts';
import type { Contest } from '@lamina/shared/contract/reviews.ts';
import { eventInWords } from '../../lib/event-in-words.ts';

/** A contest of which parts may still be missing: it is sent only once it is one. */
export type DraftContest = { readonly kind: Contest['kind'] } & Readonly<Record<string, unknown>>;

export interface ContestDraft {
  readonly id: string;
  readonly label: string;
  readonly contest: DraftContest;
}

export interface ContestGroup {
  readonly title: string;
  readonly kinds: readonly ContestDraft[];
}

const NEW_EVENT = {
  kind: 'infection',
  depth: null,
  onsetDate: null,
  onsetPrecision: 'day',
  source: 'clinician',
  presentAtSurgery: null,
} as const;

/** What somebody may want to say is not right about the case: first its events, then whose it is, then the rest. */
export function contestKinds({ record, surgeons }: CaseOutput, isOwnCase: boolean): ContestGroup[] {
  const events = record.events.map((event, index): ContestGroup => {
    const kinds: ContestDraft[] = [
      ...(event.presentAtSurgery === true
        ? []
        : [
            {
              id: `present-${index}`,
              label: 'It was present at surgery',
              contest: { kind: 'present-at-surgery', event } as const,
            },
          ]),
      {
        id: `not-${index}`,
        label: 'It did not happen',
        contest: { kind: 'event-did-not-happen', event },
      },
      {
        id: `otherwise-${index}`,
        label: 'Its day, kind or depth is not right',
        contest: { kind: 'event-otherwise', event, corrected: event },
      },
    ];
    return { title: eventInWords(event), kinds };
  });
  const named = surgeons.filter(({ role }) => role !== 'operating').map(({ role }) => role);
  const roles = ['operating', ...new Set(named)] as const;
  const deeds = { operating: 'operated', assisting: 'assisted', responsible: 'was responsible' } as const;
  return [
    ...events,
    {
      title: 'Anything else that happened',
      kinds: [
        {
          id: 'missing',
          label: 'An event is missing',
          contest: { kind: 'event-missing', corrected: NEW_EVENT },
        },
      ],
    },
    {
      title: 'Whose operation it was',
      kinds: roles.map((role) => ({
        id: `surgeon-${role}`,
        label:
          role === 'operating' && isOwnCase ? 'The operation was not mine' : `Somebody else ${deeds[role]}`,
        contest: { kind: 'surgeon', role, surgeon: null },
      })),
    },
    {
      title: 'Dates and coding',
      kinds: [
        {
          id: 'operation-date',
          label: 'The operation date is wrong',
          contest: { kind: 'operation-date', operationDate: record.operationDate },
        },
        {
          id: 'stay',
          label: 'The days of admission or discharge are wrong',
          contest: {
            kind: 'stay',
            admissionDate: record.admissionDate,
            dischargeDate: record.dischargeDate,
          },
        },
        {
          id: 'procedure',
          label: 'The operation is coded wrongly',
          contest: {
            kind: 'procedure',
            fusion: record.fusion,
            laminectomy: record.laminectomy,
            discectomy: record.discectomy,
          },
        },
        {
          id: 'urgency',
          label: 'The urgency is wrong',
          contest: { kind: 'urgency', value: record.urgency },
        },
        {
          id: 'indication',
          label: 'The indication is wrong',
          contest: { kind: 'indication', value: record.indication },
        },
        {
          id: 'asa-class',
          label: 'The ASA class is wrong',
          contest: { kind: 'asa-class', value: record.asaClass },
        },
        {
          id: 'revision',
          label: record.revision === true ? 'It was a first operation' : 'It was a revision',
          contest: { kind: 'revision', value: record.revision !== true },
        },
      ],
    },
  ];
}
