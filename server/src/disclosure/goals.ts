/** What changes in a cell: events, and judged cases without one. */
export interface Change {
  readonly events: number;
  readonly others: number;
}

const EVENTS: Change = { events: 1, others: 0 };
const OTHERS: Change = { events: 0, others: 1 };
const EVENTS_FOR_OTHERS: Change = { events: 1, others: -1 };

/** Changes one after the other, each so many times; negative times are the opposite change. */
export type Move = readonly (Change & { readonly times: number })[];

/** Moves to the same end, one of which must be possible. */
export type Goal = readonly Move[];

/** So few cases that their number is hidden: it, the events and the others each range from 1 to the highest hidden count. */
export function goalsOfFew(events: number, others: number, hiddenUpTo: number): Goal[] {
  const total = events + others;
  if (total < 1 || total > hiddenUpTo) return [];
  const more = hiddenUpTo - total;
  const fewerOthers = Math.min(others, total - 1);
  const ofAll: Goal[] = [
    [[{ ...OTHERS, times: more }], [{ ...EVENTS, times: more }]],
    [
      [
        { ...OTHERS, times: -fewerOthers },
        { ...EVENTS, times: fewerOthers + 1 - total },
      ],
    ],
  ];
  // Where all are events, or none is, the number of cases says it all.
  if (events === 0 || others === 0) return ofAll;
  const exchange = (moreOthers: number, moreEvents: number, times: number): Move => [
    { ...OTHERS, times: moreOthers },
    { ...EVENTS, times: moreEvents },
    { ...EVENTS_FOR_OTHERS, times },
  ];
  return [
    ...ofAll,
    [exchange(more, 0, others + more), exchange(0, more, others)],
    [exchange(0, 0, 1 - events)],
    [exchange(more, 0, -events), exchange(0, more, -events - more)],
    [exchange(0, 0, others - 1)],
  ];
}

/** Enough cases for their number to be told, by another measure if not by this one: so events and others make up for each other. */
export function goalsAmongMany(events: number, others: number, hiddenUpTo: number): Goal[] {
  const isSmall = (count: number) => count >= 1 && count <= hiddenUpTo;
  if (events + others <= hiddenUpTo) return [];
  return [
    ...(isSmall(events) ? [hiddenUpTo - events, 1 - events] : []),
    ...(isSmall(others) ? [others - hiddenUpTo, others - 1] : []),
  ].map((times) => [[{ ...EVENTS_FOR_OTHERS, times }]]);
}
