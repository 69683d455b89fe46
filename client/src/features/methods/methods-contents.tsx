import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import { FAMILIES } from '../../lib/families.ts';
import styles from './methods-screen.module.css';
import { STATISTIC_GROUPS } from './statistic-methods.ts';

/** The way to every entry of the page. */
export function MethodsContents() {
  return (
    <nav className={`${styles.contents} screen-only`} aria-label="On this page">
      <section>
        <h2>
          <a href="#indicators">Indicators</a>
        </h2>
        {FAMILIES.map(({ id, label }) => (
          <details key={id}>
            <summary>{label}</summary>
            <ul>
              {CATALOGUE.filter(({ family }) => family === id).map((indicator) => (
                <li key={indicator.id}>
                  <a href={`#${indicator.id}`}>{indicator.name}</a>
                </li>
              ))}
            </ul>
          </details>
        ))}
      </section>
      <section>
        <h2>
          <a href="#references">References</a>
        </h2>
      </section>
      <section>
        <h2>
          <a href="#statistics">Statistics</a>
        </h2>
        {STATISTIC_GROUPS.map(({ title, methods }) => (
          <details key={title}>
            <summary>{title}</summary>
            <ul>
              {methods.map(({ id, name }) => (
                <li key={id}>
                  <a href={`#method-${id}`}>{name}</a>
                </li>
              ))}
            </ul>
          </details>
        ))}
      </section>
      <section>
        <h2>
          <a href="#case-mix">Case-mix models</a>
        </h2>
      </section>
    </nav>
  );
}
