import { CaseGroup } from '@lamina/shared/contract/case-group.ts';
import { Urgency } from '@lamina/shared/domain/surgical-case.ts';
import type { SharedSearch } from '../../lib/address.ts';
import { levelInWords } from '../../lib/level-in-words.ts';
import { caudaEquinaFinding } from './indications-words.ts';
import type { PanelProps } from './panel-props.ts';
import { SharePanel } from './share-panel.tsx';

const PARTS = { reported: 'reported', notReported: 'not-reported' } as const;

/** The indication that must not wait: how urgent, and how soon. */
export function CaudaEquinaPanel({ indications: { caudaEquina }, shared, basis }: PanelProps) {
  if (caudaEquina.cases === 0) return <p>Cauda equina syndrome: no cases match these filters.</p>;
  return (
    <SharePanel
      title={caudaEquinaFinding(caudaEquina)}
      subject="Cauda equina syndrome, all procedures: urgency, and days from admission to operation."
      basis={basis}
      provenance={[
        'Days are calendar days: hours are not recorded, and what went before admission does not show.',
      ]}
      fileName="lamina-indications-cauda-equina"
      caption="Cauda equina syndrome"
      levelHeading="Urgency or days"
      groups={[
        { id: 'urgency', heading: 'Urgency', levels: caudaEquina.urgency, exclusive: true },
        {
          id: 'waiting',
          heading: 'Days from admission to operation',
          levels: caudaEquina.waiting,
          exclusive: true,
        },
      ]}
      levelInWords={levelInWords}
      behind={(group, { level }, count) => {
        const cauda: SharedSearch = { ...shared, indications: ['cauda-equina-syndrome'] };
        if (group === 'waiting') {
          const days = count === 'cases' ? level : PARTS[count];
          return { shared: cauda, group: CaseGroup.parse({ kind: 'waiting', days }) };
        }
        return count === 'cases'
          ? { shared: { ...cauda, urgencies: [Urgency.parse(level)] } }
          : { shared: cauda, group: { kind: 'field', field: 'urgency', reported: PARTS[count] } };
      }}
    />
  );
}
