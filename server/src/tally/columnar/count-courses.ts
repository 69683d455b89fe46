import { codeCount, type Outcome } from './outcome.ts';
import type { Snapshot } from './snapshot.ts';

/** The table of cases by cell and course may have so many places for each row that is counted. */
const PLACES_A_ROW = 2;

/**
 * Counts what a proportion says of the rows into cells × codes. All proportions say what they say by the course of a case, so where several are
 * asked the rows are counted once, by cell and course, and each proportion then looks at those counts instead of the rows.
 */
export function coursesCounter(
  { courses }: Snapshot,
  rows: Uint32Array,
  cellOfRow: Uint32Array,
  cells: number,
  outcomes: readonly Outcome[],
): (outcome: Outcome, counts: Uint32Array) => void {
  const [first, ...others] = outcomes.filter(({ of }) => of === 'course');
  const courseCount = first?.codes.length ?? 0;
  if (others.length === 0 || cells * courseCount > rows.length * PLACES_A_ROW) {
    return (outcome, counts) => {
      const { codes } = outcome;
      const count = codeCount(outcome);
      for (let index = 0; index < rows.length; index += 1) {
        const at = (cellOfRow[index] ?? 0) * count + (codes[courses[rows[index] ?? 0] ?? 0] ?? 0);
        counts[at] = (counts[at] ?? 0) + 1;
      }
    };
  }
  const cases = new Uint32Array(cells * courseCount);
  for (let index = 0; index < rows.length; index += 1) {
    const place = (cellOfRow[index] ?? 0) * courseCount + (courses[rows[index] ?? 0] ?? 0);
    cases[place] = (cases[place] ?? 0) + 1;
  }
  const taken = coursesTaken(cases, courseCount, rows.length);
  return ({ codes, values }, counts) => {
    const count = codeCount({ values });
    for (let cell = 0; cell < cells; cell += 1) {
      const end = taken.starts[cell + 1] ?? 0;
      for (let index = taken.starts[cell] ?? 0; index < end; index += 1) {
        const at = cell * count + (codes[taken.courses[index] ?? 0] ?? 0);
        counts[at] = (counts[at] ?? 0) + (taken.cases[index] ?? 0);
      }
    }
  };
}

/** The places of the table that have cases, those of cell c from `starts[c]` to `starts[c + 1]`. */
function coursesTaken(table: Uint32Array, courseCount: number, most: number) {
  const starts = new Uint32Array(table.length / courseCount + 1);
  const courses = new Uint32Array(Math.min(table.length, most));
  const cases = new Uint32Array(courses.length);
  let found = 0;
  for (let cell = 0; cell + 1 < starts.length; cell += 1) {
    for (let course = 0; course < courseCount; course += 1) {
      const here = table[cell * courseCount + course] ?? 0;
      if (here === 0) continue;
      courses[found] = course;
      cases[found] = here;
      found += 1;
    }
    starts[cell + 1] = found;
  }
  return { starts, courses, cases };
}
