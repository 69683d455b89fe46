import { CaseColumn, type CaseSort } from '@lamina/shared/contract/cases.ts';

const LATEST_FIRST: CaseSort = { column: 'operation', descending: true };

/** '-operation' in the address; latest operations first when it says nothing that can be read. */
export function readSort(text: string | undefined): CaseSort {
  const column = CaseColumn.safeParse(text?.replace(/^-/, ''));
  if (text === undefined || !column.success) return LATEST_FIRST;
  return { column: column.data, descending: text.startsWith('-') };
}

export function writeSort({ column, descending }: CaseSort): string {
  return descending ? `-${column}` : column;
}

/** What a click on a heading asks for: the other direction, or at first the one that is looked for most often. */
export function nextSort(current: CaseSort, column: CaseColumn, numeric: boolean): CaseSort {
  if (current.column === column) return { column, descending: !current.descending };
  const isDate = column === 'operation' || column === 'admission' || column === 'discharge';
  return { column, descending: numeric || isDate || column === 'events' || column === 'outcome' };
}
