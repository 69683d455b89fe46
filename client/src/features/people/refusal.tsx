import styles from './person-details.module.css';

/** Why the server said no, in its own words. Always there, so that it is read out when it appears. */
export function Refusal({ error }: { readonly error: { readonly message: string } | null }) {
  return <div role="alert">{error === null ? null : <p className={styles.refusal}>{error.message}</p>}</div>;
}
