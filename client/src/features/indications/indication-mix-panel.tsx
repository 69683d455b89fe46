import { Procedure } from '@lamina/shared/domain/procedure.ts';
import { Indication } from '@lamina/shared/domain/surgical-case.ts';
import { inWords } from '../../lib/words.ts';
import { levelInWords, mixFinding } from './indications-words.ts';
import type { PanelProps } from './panel-props.ts';
import { SharePanel } from './share-panel.tsx';

/** What each procedure was done for. */
export function IndicationMixPanel({ indications: { procedures }, shared, basis }: PanelProps) {
  return (
    <SharePanel
      title={mixFinding(procedures)}
      subject="Indications of all cases, elective or not."
      provenance={[...basis, 'Indications that no case of a procedure has are left out.']}
      fileName="indications-mix"
      caption="Indications by procedure"
      levelHeading="Procedure and indication"
      groups={procedures.map(({ procedure, indications }) => ({
        id: procedure,
        heading: inWords(procedure),
        levels: indications.filter(({ cases }) => cases > 0),
        exclusive: true,
      }))}
      levelInWords={levelInWords}
      behind={(procedure, { level, cases }, count) =>
        count === 'cases' && cases > 0
          ? {
              shared: { ...shared, indications: [Indication.parse(level)] },
              procedure: Procedure.parse(procedure),
            }
          : undefined
      }
    />
  );
}
