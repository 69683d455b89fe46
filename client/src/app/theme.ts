import { type CSSVariablesResolver, createTheme, defaultVariantColorsResolver } from '@mantine/core';

export const theme = createTheme({
  fontFamily: '"Inter Variable", system-ui, sans-serif',
  fontSizes: {
    xs: '0.8125rem',
    sm: '0.8125rem',
    md: '0.9375rem',
    lg: '0.9375rem',
    xl: '1.5rem',
  },
  colors: {
    lamina: [
      '#e6f2f9',
      '#cfe5f3',
      '#a0cbe7',
      '#6fb1db',
      '#56b4e9',
      '#2690cc',
      '#0072b2',
      '#00629a',
      '#005483',
      '#00466d',
    ],
  },
  primaryColor: 'lamina',
  primaryShade: { light: 6, dark: 4 },
  autoContrast: true,
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  // The library chooses black or white for the light scheme's blue, whichever scheme is shown.
  variantColorResolver: (input) => {
    const colors = defaultVariantColorsResolver(input);
    return input.variant === 'filled' ? { ...colors, color: 'var(--on-accent)' } : colors;
  },
  components: {
    InputWrapper: {
      styles: { label: { marginBottom: '0.375rem' }, description: { marginBottom: '0.375rem' } },
    },
  },
});

/** What the components library draws follows the same tokens as what we draw. */
export const themeVariables: CSSVariablesResolver = () => {
  const variables = {
    '--mantine-color-body': 'var(--float)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-quiet)',
    '--mantine-color-default-border': 'var(--control)',
    '--mantine-color-default': 'var(--float)',
    '--mantine-color-default-hover': 'var(--wash)',
    '--mantine-color-placeholder': 'var(--ink-quiet)',
  };
  return { variables: {}, light: variables, dark: variables };
};
