import { getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { inWords } from '../../lib/words.ts';
import { criterionFinding, levelInWords } from './indications-words.ts';
import type { PanelProps } from './panel-props.ts';
import { SharePanel } from './share-panel.tsx';

const COUNTED = { reported: 'denominator', notReported: 'not-reported' } as const;

/** How long care without surgery was tried. */
export function MonthsPanel({ indications: { procedures, criterion }, shared, basis }: PanelProps) {
  const { name } = getIndicator(criterion);
  return (
    <SharePanel
      title={criterionFinding(name, procedures)}
      subject="Months of care without surgery before elective operations; those that must not wait are left out."
      provenance={[
        ...basis,
        'Not reported: the months, the urgency or the indication. Such a case may or may not have had care.',
      ]}
      fileName="indications-months"
      caption="Months of care without surgery"
      levelHeading="Procedure and months"
      groups={procedures.map(({ procedure, months }) => ({
        id: procedure,
        heading: inWords(procedure),
        levels: months,
        exclusive: true,
      }))}
      levelInWords={levelInWords}
      behind={(procedure, _, count) =>
        count === 'cases'
          ? undefined
          : {
              shared,
              indicator: criterion,
              counted: COUNTED[count],
              ...procedureOf(procedures, procedure),
            }
      }
    />
  );
}

function procedureOf(procedures: PanelProps['indications']['procedures'], id: string) {
  const found = procedures.find(({ procedure }) => procedure === id);
  return found === undefined ? {} : { procedure: found.procedure };
}
