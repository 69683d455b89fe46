import heard from '../../components/heard.module.css';
import { VerdictMark } from '../../components/verdict-mark.tsx';
import type { Signal } from './signal-words.ts';

const TONES = {
  concern: { tone: 'outside-worse', words: 'Worse: ' },
  improvement: { tone: 'outside-better', words: 'Better: ' },
  neutral: { tone: 'outside', words: '' },
} as const;

/** Which way a signal points: away from what is hoped for, towards it, or neither. */
export function SignalSign({ meaning }: Pick<Signal, 'meaning'>) {
  const { tone, words } = TONES[meaning];
  return (
    <>
      <VerdictMark tone={tone} />
      <span className={heard.heard}>{words}</span>
    </>
  );
}
