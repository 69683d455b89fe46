import styles from './account-screen.module.css';

export interface OutcomeProps {
  readonly refusal: string | null;
  /** What was done, as a sentence. */
  readonly done: string | null;
}

/** What became of the last act. Always there, so that it is read out when it appears. */
export function Outcome({ refusal, done }: OutcomeProps) {
  return (
    <>
      <div role="alert">{refusal === null ? null : <p className={styles.refusal}>{refusal}</p>}</div>
      <div role="status">
        {done === null || refusal !== null ? null : <p className={styles.done}>{done}</p>}
      </div>
    </>
  );
}
