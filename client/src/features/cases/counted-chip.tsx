import { CaseCounted } from '@lamina/shared/contract/cases.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import { Link } from '@tanstack/react-router';
import { FilterChip } from '../../components/filter-chip.tsx';
import { type ScreenSearch, without } from '../../lib/address.ts';
import styles from './cases-screen.module.css';
import { COUNTED_IN_WORDS } from './which-cases.ts';

export interface CountedChipProps {
  readonly indicator: Indicator;
  readonly counted: CaseCounted;
  readonly search: ScreenSearch;
  readonly onClear: () => void;
}

/** Which part of the indicator's cases is listed; the other parts are one click away. */
export function CountedChip({ indicator, counted, search, onClear }: CountedChipProps) {
  const parts = CaseCounted.options.filter(
    (part) => indicator.kind === 'proportion' || (part !== 'numerator' && part !== 'not-numerator'),
  );
  return (
    <FilterChip
      label={indicator.shortName}
      selection={COUNTED_IN_WORDS[counted]}
      active={true}
      onClear={onClear}
    >
      {(close) => (
        <ul className={styles.parts}>
          {parts.map((part) => (
            <li key={part}>
              <Link
                to="/cases"
                search={{ ...without(search, 'page'), counted: part }}
                resetScroll={false}
                activeOptions={{ exact: true, includeSearch: true }}
                className={styles.part}
                aria-current={part === counted ? 'true' : undefined}
                onClick={close}
              >
                {COUNTED_IN_WORDS[part].charAt(0).toUpperCase() + COUNTED_IN_WORDS[part].slice(1)}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </FilterChip>
  );
}
