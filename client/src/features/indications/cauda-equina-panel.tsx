import { Urgency } from '@lamina/shared/domain/surgical-case.ts';
import { caudaEquinaFinding, levelInWords } from './indications-words.ts';
import type { PanelProps } from './panel-props.ts';
import { SharePanel } from './share-panel.tsx';

/** The indication that must not wait: how urgent, and how soon. */
export function CaudaEquinaPanel({ indications: { caudaEquina }, shared, basis }: PanelProps) {
  if (caudaEquina.cases === 0) return <p>Cauda equina syndrome: no cases match these filters.</p>;
  return (
    <SharePanel
      title={caudaEquinaFinding(caudaEquina)}
      subject="Cauda equina syndrome, all procedures: urgency, and days from admission to operation."
      provenance={[
        ...basis,
        'Days are calendar days: hours are not recorded, and what went before admission does not show.',
      ]}
      fileName="indications-cauda-equina"
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
      behind={(group, { level, cases }, count) =>
        group === 'urgency' && count === 'cases' && cases > 0
          ? {
              shared: {
                ...shared,
                indications: ['cauda-equina-syndrome'],
                urgencies: [Urgency.parse(level)],
              },
            }
          : undefined
      }
    />
  );
}
