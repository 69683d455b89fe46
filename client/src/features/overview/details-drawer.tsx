import type { OverviewOutput } from '@lamina/shared/contract/overview.ts';
import { findIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { Drawer } from '@mantine/core';
import { inWords } from '../../lib/words.ts';
import { type FigureKey, referenceKey } from './figure-key.ts';
import styles from './indicator-details.module.css';
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
    <Drawer.Root
      opened={shown}
      onClose={onClose}
      position="right"
      size="36rem"
      padding="xl"
      transitionProps={{ duration: 120 }}
    >
      <Drawer.Overlay backgroundOpacity={0.25} />
      <Drawer.Content>
        {shown ? (
          <>
            <div className={styles.drawerHead}>
              <Drawer.Title className={styles.drawerTitle ?? ''}>
                <span className={styles.drawerProcedure}>{inWords(open.procedure)}</span>
                {indicator.name}
              </Drawer.Title>
              <Drawer.CloseButton aria-label="Close the details" />
            </div>
            <Drawer.Body>
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
            </Drawer.Body>
          </>
        ) : null}
      </Drawer.Content>
    </Drawer.Root>
  );
}
