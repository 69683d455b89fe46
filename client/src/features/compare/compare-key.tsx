import type { CompareOutput } from '@lamina/shared/contract/compare.ts';
import type { FunnelMark } from '../../charts/funnel-point.ts';
import { MOST_DISTRIBUTIONS } from '../../charts/provider-strips.tsx';
import { SignalMark } from '../../charts/signal-mark.tsx';
import styles from './compare-key.module.css';
import type { ComparedRow } from './compared-row.ts';
import { valueInWords } from './measure-words.ts';

const WORDS: readonly { readonly mark: FunnelMark; readonly words: string }[] = [
  { mark: 'alarm-worse', words: 'alarm, away from what is hoped for' },
  { mark: 'alert-worse', words: 'alert, away from what is hoped for' },
  { mark: 'alarm-better', words: 'alarm, towards what is hoped for' },
  { mark: 'alert-better', words: 'alert, towards what is hoped for' },
  { mark: 'alarm', words: 'alarm, neither side hoped for' },
  { mark: 'alert', words: 'alert, neither side hoped for' },
  { mark: 'inside', words: 'within chance' },
  { mark: 'untold', words: 'too few cases to tell' },
];

export interface CompareKeyProps {
  readonly comparison: CompareOutput;
  readonly rows: readonly ComparedRow[];
}

/** The marks that are in the picture, in words. */
export function CompareKey({ comparison, rows }: CompareKeyProps) {
  const { measure, network, comparators } = comparison;
  const used = new Set(rows.filter(({ value }) => value !== null).map(({ mark }) => mark));
  const strips = measure === 'median' || measure === 'mean';
  const drawn = [
    ...(rows.length <= MOST_DISTRIBUTIONS && rows.some(({ stay }) => stay !== null)
      ? ['columns: share of stays, night by night']
      : []),
    ...(rows.some(({ stay }) => stay !== null) ? ['bar: middle half of the stays'] : []),
    ...(rows.some(({ interval }) => interval !== null)
      ? [`whisker: 95\u00a0% interval of the ${measure}`]
      : []),
  ];
  return (
    <ul className={styles.key} aria-label="Key">
      {WORDS.filter(({ mark }) => used.has(mark)).map(({ mark, words }) => (
        <li key={mark}>
          <SignalMark mark={mark} /> {mark === 'untold' && network.suppressed !== null ? 'not placed' : words}
        </li>
      ))}
      {strips && network.value !== null ? (
        <li>
          <svg className={styles.line} viewBox="0 0 14 14" aria-hidden="true">
            <path d="M7 0V14" />
          </svg>{' '}
          all together, {valueInWords(network.value, measure)}
        </li>
      ) : null}
      {strips && drawn.length > 0 ? <li>{drawn.join('; ')}</li> : null}
      {comparators.length > 0 ? <li>+ hospitals as published elsewhere</li> : null}
    </ul>
  );
}
