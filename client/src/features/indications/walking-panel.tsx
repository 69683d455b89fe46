import { CaseGroup } from '@lamina/shared/contract/case-group.ts';
import { Procedure } from '@lamina/shared/domain/procedure.ts';
import { levelInWords } from '../../lib/level-in-words.ts';
import { inWords } from '../../lib/words.ts';
import { walkingFinding } from './indications-words.ts';
import type { PanelProps } from './panel-props.ts';
import { SharePanel } from './share-panel.tsx';

const PARTS = { reported: 'reported', notReported: 'not-reported' } as const;

/** How far patients could walk before surgery. */
export function WalkingPanel({ indications: { procedures }, shared, basis }: PanelProps) {
  return (
    <SharePanel
      title={walkingFinding(procedures)}
      subject="Walking distance before elective operations, in metres; those that must not wait are left out."
      basis={basis}
      provenance={['As the patient or the clinician estimates it. The bands are a choice.']}
      fileName="lamina-indications-walking"
      caption="Walking distance before surgery"
      levelHeading="Procedure and distance"
      groups={procedures.map(({ procedure, walking }) => ({
        id: procedure,
        heading: inWords(procedure),
        levels: walking,
        exclusive: true,
      }))}
      levelInWords={levelInWords}
      behind={(procedure, { level }, count) => ({
        shared,
        procedure: Procedure.parse(procedure),
        group: CaseGroup.parse({
          kind: 'walking-distance',
          distance: count === 'cases' ? level : PARTS[count],
        }),
      })}
    />
  );
}
