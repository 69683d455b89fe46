import { inWords } from '../../lib/words.ts';
import { levelInWords, walkingFinding } from './indications-words.ts';
import type { PanelProps } from './panel-props.ts';
import { SharePanel } from './share-panel.tsx';

/** How far patients could walk before surgery. */
export function WalkingPanel({ indications: { procedures }, basis }: PanelProps) {
  return (
    <SharePanel
      title={walkingFinding(procedures)}
      subject="Walking distance before elective operations, in metres; those that must not wait are left out."
      provenance={[...basis, 'As the patient or the clinician estimates it. The bands are a choice.']}
      fileName="indications-walking"
      caption="Walking distance before surgery"
      levelHeading="Procedure and distance"
      groups={procedures.map(({ procedure, walking }) => ({
        id: procedure,
        heading: inWords(procedure),
        levels: walking,
        exclusive: true,
      }))}
      levelInWords={levelInWords}
      behind={() => undefined}
    />
  );
}
