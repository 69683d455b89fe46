import { SurgicalCase, type SurgicalCaseInput } from '@lamina/shared/domain/surgical-case.ts';
import type { z } from 'zod';
import type { Delivery } from './delivery.ts';
import { quickCheckOf } from './quick-check.ts';
import type { Row } from './row.ts';

const isCase = quickCheckOf(SurgicalCase) as (input: SurgicalCaseInput) => input is SurgicalCase;

/** Checks what a format read from a row against the record's own rules. `columnOf` names the column that a field of the case came from. */
export function deliverCase(
  row: Row,
  input: SurgicalCaseInput,
  columnOf: (path: readonly PropertyKey[]) => string | null,
): Delivery {
  if (row.rejections.length > 0) return { kind: 'rejected', line: row.line, rejections: row.rejections };
  if (isCase(input)) return { kind: 'case', line: row.line, surgicalCase: input, latestDate: row.latestDate };
  const result = SurgicalCase.safeParse(input);
  if (result.success) {
    return { kind: 'case', line: row.line, surgicalCase: result.data, latestDate: row.latestDate };
  }
  for (const issue of result.error.issues) row.reject(columnOf(issue.path), expectationOf(issue));
  return { kind: 'rejected', line: row.line, rejections: row.rejections };
}

function expectationOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_big':
      return issue.origin === 'string'
        ? `expected at most ${issue.maximum} characters`
        : `expected at most ${issue.maximum}`;
    case 'too_small':
      return issue.origin === 'string' ? 'expected a value' : `expected at least ${issue.minimum}`;
    case 'invalid_type':
      return issue.expected === 'int' ? 'expected a whole number' : 'expected a value';
    default:
      return issue.message;
  }
}
