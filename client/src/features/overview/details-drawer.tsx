import type { OverviewOutput } from '@lamina/shared/contract/overview.ts';
import { findIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { SideDrawer } from '../../components/side-drawer.tsx';
import { inWords } from '../../lib/words.ts';
import { type FigureKey, referenceKey } from './figure-key.ts';
import { IndicatorDetails } from './indicator-details.tsx';

export interface DetailsDrawerProps {
  readonly overview: OverviewOutput;
  readonly open: FigureKey | undefined;
  /** Reference id by indicator and procedure. */
  readonly chosen: Readonly<Record<string, string>>;
  readonly onClose: () => void;
  readonly onChooseReference: (figure: FigureKey, referenceId: string) => void;
}

export function DetailsDrawer({ overview, open, chosen, onClose, onChooseReference }: DetailsDrawerProps) {
  const indicator = open === undefined ? undefined : findIndicator(open.indicatorId);
  const figures = overview.procedures
    .find(({ procedure }) => procedure === open?.procedure)
    ?.indicators.find(({ indicatorId }) => indicatorId === open?.indicatorId);
  const shown = open !== undefined && indicator !== undefined && figures !== undefined;
  return (
    <SideDrawer
      title={shown ? indicator.name : ''}
      about={shown ? inWords(open.procedure) : undefined}
      isOpen={shown}
      onClose={onClose}
    >
      {shown ? (
        <IndicatorDetails
          indicator={indicator}
          procedure={open.procedure}
          figures={figures}
          comparators={overview.comparators.filter(
            (comparator) =>
              comparator.indicatorId === open.indicatorId && comparator.procedure === open.procedure,
          )}
          chosenReferenceId={chosen[referenceKey(open)]}
          onChooseReference={(referenceId) => onChooseReference(open, referenceId)}
        />
      ) : null}
    </SideDrawer>
  );
}
