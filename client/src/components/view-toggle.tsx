import styles from './view-toggle.module.css';

export interface ViewToggleProps {
  /** What is shown, for those who hear the button out of its place. */
  readonly subject: string;
  readonly view: 'picture' | 'table';
  readonly onChange: (view: 'picture' | 'table') => void;
}

/** Turns a picture into the table behind it and back. */
export function ViewToggle({ subject, view, onChange }: ViewToggleProps) {
  const action = view === 'table' ? 'Show picture' : 'Show table';
  return (
    <button
      type="button"
      className={`${styles.toggle} screen-only`}
      aria-label={`${action}: ${subject}`}
      onClick={() => onChange(view === 'table' ? 'picture' : 'table')}
    >
      {action}
    </button>
  );
}
