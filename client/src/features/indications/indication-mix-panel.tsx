import { Procedure } from '@lamina/shared/domain/procedure.ts';
import { Indication } from '@lamina/shared/domain/surgical-case.ts';
import { levelInWords } from '../../lib/level-in-words.ts';
import { inWords } from '../../lib/words.ts';
import { mixFinding } from './indications-words.ts';
import type { PanelProps } from './panel-props.ts';
import { SharePanel } from './share-panel.tsx';

const PARTS = { reported: 'reported', notReported: 'not-reported' } as const;

/** What each procedure was done for. */
export function IndicationMixPanel({ indications: { procedures }, shared, basis }: PanelProps) {
  return (
    <SharePanel
      title={mixFinding(procedures)}
      subject="Indications of all cases, elective or not."
      basis={basis}
      provenance={['Indications that no case of a procedure has are left out.']}
      fileName="lamina-indications-mix"
      caption="Indications by procedure"
      levelHeading="Procedure and indication"
      groups={procedures.map(({ procedure, indications }) => ({
        id: procedure,
        heading: inWords(procedure),
        levels: indications.filter(({ cases }) => cases > 0),
        exclusive: true,
      }))}
      levelInWords={levelInWords}
      behind={(procedure, { level }, count) => ({
        procedure: Procedure.parse(procedure),
        ...(count === 'cases'
          ? { shared: { ...shared, indications: [Indication.parse(level)] } }
          : { shared, group: { kind: 'field', field: 'indication', reported: PARTS[count] } }),
      })}
    />
  );
}
