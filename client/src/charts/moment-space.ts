/** Pixels under a chart over time: its axis, the heading of the counts, and each row of them. */
export const MOMENT_SPACE = { axis: 26, head: 30, row: 22 } as const;
