import styles from './verdict-mark.module.css';
import type { VerdictTone } from './verdict-tone.ts';

/** The shape that stands beside a verdict's words; it says nothing that the words do not. */
export function VerdictMark({ tone }: { readonly tone: VerdictTone }) {
  return (
    <svg className={styles.mark} data-tone={tone} viewBox="0 0 12 12" aria-hidden="true">
      <Shape tone={tone} />
    </svg>
  );
}

function Shape({ tone }: { readonly tone: VerdictTone }) {
  switch (tone) {
    case 'outside-better':
      return <rect x="1.5" y="1.5" width="9" height="9" />;
    case 'outside-worse':
      return <path d="M6 0.2 L11.8 6 L6 11.8 L0.2 6 Z" />;
    case 'outside':
      return <path d="M6 1 L11.5 10.8 L0.5 10.8 Z" />;
    case 'within':
      return <path d="M1.5 6 L10.5 6" />;
    case 'untold':
      return <circle cx="6" cy="6" r="4.25" />;
  }
}
