import { type MantineColorScheme, SegmentedControl, useMantineColorScheme } from '@mantine/core';
import styles from './scheme-toggle.module.css';

const SCHEMES: { value: MantineColorScheme; label: string }[] = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
  { value: 'auto', label: 'System' },
];

export function SchemeToggle() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      classNames={{ label: styles.label ?? '' }}
      aria-label="Colour scheme"
      size="xs"
      fullWidth
      data={SCHEMES}
      value={colorScheme}
      onChange={(scheme) => setColorScheme(scheme as MantineColorScheme)}
    />
  );
}
