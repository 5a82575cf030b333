import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import '@mantine/core/styles.layer.css';
import './ui/global.css';
import { MantineProvider } from '@mantine/core';
import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { startWords } from './i18n';
import { startState } from './state/start';
import { useScheme } from './ui/scheme';
import { StartFailed } from './ui/start-failed';
import { cssVariables, theme } from './ui/theme';

// The Content-Security-Policy allows only style elements with this page's nonce: Mantine's, and those of
// react-remove-scroll behind modals.
const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';
setNonce(nonce);

const Root = ({ children }: { readonly children: React.ReactNode }) => (
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      forceColorScheme={useScheme()}
      getStyleNonce={() => nonce}
    >
      {children}
    </MantineProvider>
  </StrictMode>
);

const start = async (): Promise<void> => {
  const started = await startState();
  await startWords();
  const element = document.getElementById('root');
  if (element === null) return;
  createRoot(element).render(<Root>{started.ok ? <App /> : <StartFailed failure={started.failure} />}</Root>);
};

void start();
