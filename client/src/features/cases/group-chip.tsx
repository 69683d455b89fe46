import type { CaseGroup } from '@lamina/shared/contract/case-group.ts';
import { FilterChip } from '../../components/filter-chip.tsx';
import { groupInWords } from '../../lib/case-group-words.ts';
import styles from './cases-screen.module.css';

export interface GroupChipProps {
  readonly group: CaseGroup;
  readonly onClear: () => void;
}

/** The group whose cases are listed: what it means, and the way out of it. */
export function GroupChip({ group, onClear }: GroupChipProps) {
  const { label, selection, meaning } = groupInWords(group);
  return (
    <FilterChip label={label} selection={selection} active={true} onClear={onClear}>
      {() => <p className={styles.groupMeaning}>{meaning}</p>}
    </FilterChip>
  );
}
