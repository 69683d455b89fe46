import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './people-drawer.module.css';

export interface PeopleDrawerProps {
  readonly title: string;
  readonly about?: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function PeopleDrawer({ title, about, isOpen, onClose, children }: PeopleDrawerProps) {
  return (
    <Drawer.Root
      opened={isOpen}
      onClose={onClose}
      position="right"
      size="32rem"
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
