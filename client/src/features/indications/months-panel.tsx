import { CaseGroup } from '@lamina/shared/contract/case-group.ts';
import { Procedure } from '@lamina/shared/domain/procedure.ts';
import { getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { levelInWords } from '../../lib/level-in-words.ts';
import { inWords } from '../../lib/words.ts';
import { criterionFinding } from './indications-words.ts';
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
      basis={basis}
      provenance={[
        'Not reported: the months, the urgency or the indication. Such a case may or may not have had care.',
      ]}
      fileName="lamina-indications-months"
      caption="Months of care without surgery"
      levelHeading="Procedure and months"
      groups={procedures.map(({ procedure, months }) => ({
        id: procedure,
        heading: inWords(procedure),
        levels: months,
        exclusive: true,
      }))}
      levelInWords={levelInWords}
      behind={(procedure, { level: band }, count) => ({
        shared,
        procedure: Procedure.parse(procedure),
        ...(count === 'cases'
          ? { group: CaseGroup.parse({ kind: 'care-months', band }) }
          : { indicator: criterion, counted: COUNTED[count] }),
      })}
    />
  );
}
