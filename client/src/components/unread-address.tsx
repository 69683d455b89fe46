import { listInWords } from '@lamina/shared/indicators/describe-criterion.ts';
import { FILTER_FIELDS } from '../lib/filter-fields.ts';
import styles from './unread-address.module.css';

export interface UnreadAddressProps {
  readonly names: readonly string[];
  readonly onDismiss: () => void;
}

/** Says which parts of a broken address were left out. */
export function UnreadAddress({ names, onDismiss }: UnreadAddressProps) {
  return (
    <p className={`${styles.unread} screen-only`} role="status">
      <span>
        Part of this address could not be read and was left out:{' '}
        {listInWords([...new Set(names.map(partInWords))], 'and')}. Everything else is as the address says.
      </span>
      <button type="button" className={styles.dismiss} onClick={onDismiss}>
        Understood
      </button>
    </p>
  );
}

function partInWords(name: string): string {
  if (name === 'from' || name === 'to') return 'period';
  return FILTER_FIELDS.find((field) => field.name === name)?.label.toLowerCase() ?? name;
}
