import styles from './form.module.css';

/** Why the server said no. Always there, so that it is read out when it appears. */
export function Refusal({ sentence }: { readonly sentence: string | null }) {
  return <div role="alert">{sentence === null ? null : <p className={styles.refusal}>{sentence}</p>}</div>;
}
