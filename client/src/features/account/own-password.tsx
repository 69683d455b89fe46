import { PasswordInput } from '@mantine/core';

export interface OwnPasswordProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The password that the reader has: what changes the account asks for it again. */
export function OwnPassword({ label, value, onChange }: OwnPasswordProps) {
  return (
    <PasswordInput
      label={label}
      size="md"
      required
      withAsterisk={false}
      autoComplete="current-password"
      visibilityToggleButtonProps={{ 'aria-label': `Show ${label.toLowerCase()}`, tabIndex: 0 }}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
