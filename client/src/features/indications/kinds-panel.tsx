import { inWords } from '../../lib/words.ts';
import { kindsFinding, levelInWords } from './indications-words.ts';
import type { PanelProps } from './panel-props.ts';
import { SharePanel } from './share-panel.tsx';

/** What was tried before surgery. */
export function KindsPanel({ indications: { procedures }, basis }: PanelProps) {
  return (
    <SharePanel
      title={kindsFinding(procedures)}
      subject="Kinds of care without surgery before elective operations; a patient may have had several. Those that must not wait are left out."
      provenance={[
        ...basis,
        'Not reported is not the same as not tried. None of the four: all four reported as not tried.',
      ]}
      fileName="indications-kinds"
      caption="Kinds of care without surgery"
      levelHeading="Procedure and kind of care"
      groups={procedures.map(({ procedure, kinds }) => ({
        id: procedure,
        heading: inWords(procedure),
        levels: kinds,
        exclusive: false,
      }))}
      levelInWords={levelInWords}
      behind={() => undefined}
    />
  );
}
