import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';
import { FITTING } from './fitting';
import overlay from './overlay.module.css';

const accent: MantineColorsTuple = [
  '#e2f6fb',
  '#c6eaf3',
  '#9adbe9',
  '#6fcbdf',
  '#3fb6d3',
  '#23a0bf',
  '#128aa8',
  '#0a728b',
  '#075c70',
  '#054556',
];

const floating = { shadow: 'md', transitionProps: { duration: 0 }, offset: 4 } as const;

/** Mantine made dense; what it draws takes its colours from the tokens in global.css. */
export const theme = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  primaryColor: 'accent',
  primaryShade: { dark: 4, light: 7 },
  colors: { accent },
  defaultRadius: 6,
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '14px', xl: '16px' },
  spacing: { xs: '6px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  cursorType: 'default',
  components: {
    Tooltip: {
      defaultProps: { multiline: true, maw: 320, classNames: { tooltip: overlay.tooltip } },
    },
    Menu: {
      defaultProps: {
        ...floating,
        position: 'bottom-start',
        middlewares: FITTING,
        // It would be a child of role=menu that may not be there; the first item takes the focus instead.
        withInitialFocusPlaceholder: false,
        classNames: {
          dropdown: overlay.menu,
          item: overlay.item,
          label: overlay.menuLabel,
          divider: overlay.divider,
        },
      },
    },
    Popover: { defaultProps: floating },
    Combobox: { defaultProps: floating },
    Modal: {
      defaultProps: {
        centered: true,
        // One that closes is gone at once: keys that follow Escape are commands again.
        transitionProps: { duration: 80, exitDuration: 0 },
        overlayProps: { backgroundOpacity: 0.35 },
        classNames: {
          content: overlay.dialog,
          header: overlay.dialogHead,
          title: overlay.dialogTitle,
          body: overlay.dialogBody,
        },
      },
    },
  },
});

export const cssVariables: CSSVariablesResolver = () => {
  const surfaces = {
    '--mantine-color-body': 'var(--panel)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-bright': 'var(--text)',
    '--mantine-color-dimmed': 'var(--muted)',
    '--mantine-color-placeholder': 'var(--faint)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-error': 'var(--err)',
    '--mantine-color-default': 'var(--raised)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-border': 'var(--line)',
    '--mantine-primary-color-filled': 'var(--accent)',
    '--mantine-primary-color-contrast': 'var(--accent-ink)',
    '--mantine-shadow-md': 'var(--shadow)',
  };
  return { variables: {}, dark: surfaces, light: surfaces };
};
