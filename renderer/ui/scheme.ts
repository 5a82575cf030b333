import { useColorScheme } from '@mantine/hooks';
import { useSettings } from '../state/settings';

/** Dark or light: as set, else as the system is. */
export const useScheme = (): 'dark' | 'light' => {
  const chosen = useSettings(({ settings }) => settings.theme);
  const system = useColorScheme('dark', { getInitialValueInEffect: false });
  return chosen === 'system' ? system : chosen;
};
