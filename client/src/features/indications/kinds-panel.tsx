import { CaseGroup } from '@lamina/shared/contract/case-group.ts';
import { Procedure } from '@lamina/shared/domain/procedure.ts';
import { levelInWords } from '../../lib/level-in-words.ts';
import { inWords } from '../../lib/words.ts';
import { kindsFinding } from './indications-words.ts';
import type { PanelProps } from './panel-props.ts';
import { SharePanel } from './share-panel.tsx';

const PARTS = { cases: 'tried', reported: 'reported', notReported: 'not-reported' } as const;

/** What was tried before surgery. */
export function KindsPanel({ indications: { procedures }, shared, basis }: PanelProps) {
  return (
    <SharePanel
      title={kindsFinding(procedures)}
      subject="Kinds of care without surgery before elective operations; a patient may have had several. Those that must not wait are left out."
      basis={basis}
      provenance={[
        'Not reported is not the same as not tried. None of the four: all four reported as not tried.',
      ]}
      fileName="lamina-indications-kinds"
      caption="Kinds of care without surgery"
      levelHeading="Procedure and kind of care"
      groups={procedures.map(({ procedure, kinds }) => ({
        id: procedure,
        heading: inWords(procedure),
        levels: kinds,
        exclusive: false,
      }))}
      levelInWords={levelInWords}
      behind={(procedure, { level: care }, count) => ({
        shared,
        procedure: Procedure.parse(procedure),
        group: CaseGroup.parse({ kind: 'care-kind', care, part: PARTS[count] }),
      })}
    />
  );
}
