import type { EventKind } from '../domain/event.ts';
import { type Criterion, EVERY_CASE } from './criterion.ts';
import type { Indicator, ProportionIndicator, WorkedExample } from './indicator.ts';
import { MINIMUM_DENOMINATOR, REVIEW } from './review.ts';

interface IntraoperativeEvent {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
  readonly question: string;
  readonly kind: EventKind;
  readonly numerator?: Criterion;
  readonly caseMix: string | null;
  readonly rationale: string;
  readonly moreExamples?: readonly WorkedExample[];
}

/** An injury at the operation: it needs no follow-up window, only a source that reports it. */
function intraoperativeEvent(event: IntraoperativeEvent): ProportionIndicator {
  return {
    id: event.id,
    name: event.name,
    shortName: event.shortName,
    family: 'safety',
    question: event.question,
    kind: 'proportion',
    unit: 'proportion',
    numerator: event.numerator ?? { kind: 'event', kinds: [event.kind] },
    denominator: EVERY_CASE,
    exclusions: [],
    improvement: 'decrease',
    followUp: { observed: [event.kind] },
    minimumDenominator: MINIMUM_DENOMINATOR,
    caseMix: event.caseMix,
    chart: 'rare-events',
    rationale: event.rationale,
    ...REVIEW,
    examples: [
      { title: 'recorded, day not reported', surgicalCase: { events: [{ kind: event.kind }] }, judgement: 1 },
      { title: 'looked for, none recorded', surgicalCase: { transfusion: false }, judgement: 0 },
      { title: 'source does not report it', surgicalCase: { observed: {} }, judgement: 'not-reported' },
      ...(event.moreExamples ?? []),
    ],
  };
}

const nerveRootInjury = intraoperativeEvent({
  id: 'nerve-root-injury',
  name: 'Nerve-root injury',
  shortName: 'Nerve root',
  question: 'How often is a nerve root injured in my operations?',
  kind: 'nerve-root-injury',
  caseMix: 'nerve-root-injury',
  rationale:
    'Rare, and what patients fear most. Published rates differ threefold with how weakness is looked for after surgery.',
});

const duralTear = intraoperativeEvent({
  id: 'dural-tear',
  name: 'Dural tear',
  shortName: 'Dural tear',
  question: 'How often is the dura torn in my operations?',
  kind: 'dural-tear',
  caseMix: 'dural-tear',
  rationale:
    'The commonest injury of decompression. Administrative coding misses many, so a higher rate can mean better recording.',
});

const vesselInjury = intraoperativeEvent({
  id: 'vessel-injury',
  name: 'Blood vessel injury',
  shortName: 'Vessel injury',
  question: 'How often is a large blood vessel injured in my operations?',
  kind: 'vessel-injury',
  caseMix: null,
  rationale: 'Very rare and grave: each case deserves a review, a rate seldom tells anything.',
});

const bleedingOrTransfusion = intraoperativeEvent({
  id: 'bleeding-or-transfusion',
  name: 'Excess bleeding, haematoma or transfusion',
  shortName: 'Bleeding',
  question: 'How often do my patients bleed more than expected or need blood?',
  kind: 'bleeding',
  caseMix: 'bleeding',
  numerator: {
    kind: 'any',
    criteria: [
      { kind: 'event', kinds: ['bleeding'] },
      { kind: 'is', field: 'transfusion', value: true },
    ],
  },
  rationale:
    'Transfusion after fusion depends on age, levels and local thresholds as much as on the operation.',
  moreExamples: [
    { title: 'transfused without recorded bleeding', surgicalCase: { transfusion: true }, judgement: 1 },
    {
      title: 'no bleeding recorded, transfusion not reported',
      surgicalCase: { transfusion: null },
      judgement: 'not-reported',
    },
  ],
});

export const INTRAOPERATIVE: readonly Indicator[] = [
  nerveRootInjury,
  duralTear,
  bleedingOrTransfusion,
  vesselInjury,
];
