import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './side-drawer.module.css';

export interface SideDrawerProps {
  readonly title: string;
  /** What it belongs to, under the title. */
  readonly about?: string | undefined;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** What opens beside a screen without leaving it. */
export function SideDrawer({ title, about, isOpen, onClose, children }: SideDrawerProps) {
  return (
    <Drawer.Root
      opened={isOpen}
      onClose={onClose}
      position="right"
      size="36rem"
      padding="xl"
      transitionProps={{ duration: 120 }}
    >
      <Drawer.Overlay backgroundOpacity={0.25} />
      <Drawer.Content>
        <div className={styles.head}>
          <Drawer.Title className={styles.title ?? ''}>
            {title}
            {about === undefined ? null : <span className={styles.about}>{about}</span>}
          </Drawer.Title>
          <Drawer.CloseButton aria-label="Close" />
        </div>
        <Drawer.Body className={styles.body ?? ''}>{children}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
