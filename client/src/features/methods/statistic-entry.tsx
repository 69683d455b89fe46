import styles from './methods-screen.module.css';
import type { StatisticMethod } from './statistic-methods.ts';

/** One statistic: what it is for, its formula, its source and how it is known to behave. */
export function StatisticEntry({ method }: { readonly method: StatisticMethod }) {
  const anchor = `method-${method.id}`;
  return (
    <article id={anchor} className={styles.entry} aria-labelledby={`${anchor}-name`}>
      <header className={styles.entryHead}>
        <h3 id={`${anchor}-name`}>
          <a className={styles.anchor} href={`#${anchor}`}>
            {method.name}
          </a>
        </h3>
        <p className={styles.question}>{method.use}</p>
      </header>
      <div className={styles.columns}>
        <dl className={styles.terms}>
          <dt>Source</dt>
          <dd>{method.source}</dd>
          <dt>Behaviour</dt>
          <dd>{method.behaviour}</dd>
          {method.carriedBy.length === 0 ? null : (
            <>
              <dt>Figures say</dt>
              <dd>{method.carriedBy.map((name) => `“${name}”`).join(', ')}</dd>
            </>
          )}
        </dl>
        <div className={styles.formula}>
          {method.formula.map((line) => (
            <p key={line} className={styles.formulaLine}>
              {line}
            </p>
          ))}
          <p className={styles.where}>{method.where}</p>
        </div>
      </div>
    </article>
  );
}
