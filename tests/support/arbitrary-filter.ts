import {
  ATTRIBUTIONS,
  CaseFilter,
  DIMENSIONS,
  type Dimension,
  MAXIMUM_GROUPING,
} from '@lamina/shared/domain/filter.ts';
import { PROCEDURES } from '@lamina/shared/domain/procedure.ts';
import {
  AGE_BANDS,
  APPROACHES,
  INDICATIONS,
  REGIONS,
  SEXES,
  URGENCIES,
} from '@lamina/shared/domain/surgical-case.ts';
import fc from 'fast-check';
import type { RawCase } from './raw-record.ts';

/** Filters that mean something on this record: its own providers and days among them; most fields absent, so that cells are not all empty. */
export function arbitraryFilter(record: readonly RawCase[]): fc.Arbitrary<CaseFilter> {
  const hospitals = [...new Set(record.map(({ hospitalId }) => hospitalId))];
  const surgeons = [...new Set(record.flatMap(({ surgeonId }) => surgeonId ?? []))];
  const days = [...new Set(record.flatMap(({ reported }) => reported.operationDate ?? []))].toSorted();
  const rarely = <T>(arbitrary: fc.Arbitrary<T>) =>
    fc.oneof({ weight: 7, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
  const some = <T>(values: readonly T[]) => rarely(fc.subarray([...values], { minLength: 1 }));
  return fc
    .record({
      procedures: some(PROCEDURES),
      hospitals: some(hospitals),
      surgeons: some(surgeons),
      attribution: fc.option(fc.constantFrom(...ATTRIBUTIONS), { nil: undefined }),
      regions: some(REGIONS),
      approaches: some(APPROACHES),
      urgencies: some(URGENCIES),
      indications: some(INDICATIONS),
      ageBands: some(AGE_BANDS),
      asaClasses: some([1, 2, 3, 4, 5]),
      sexes: some(SEXES),
      period: rarely(fc.uniqueArray(fc.constantFrom(...days), { minLength: 2, maxLength: 2 })),
      revision: rarely(fc.boolean()),
      minimallyInvasive: rarely(fc.boolean()),
      instrumented: rarely(fc.boolean()),
      diabetes: rarely(fc.boolean()),
      smoker: rarely(fc.boolean()),
    })
    .map(({ period, ...conditions }) => {
      const [from, to] = period?.toSorted() ?? [];
      return CaseFilter.parse(JSON.parse(JSON.stringify({ ...conditions, from, to })));
    });
}

export const arbitraryGrouping: fc.Arbitrary<Dimension[]> = fc.subarray([...DIMENSIONS], {
  maxLength: MAXIMUM_GROUPING,
});
