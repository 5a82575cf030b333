import { Menu } from '@mantine/core';
import { IconListCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useChosen } from '../../state/log-selection';
import { Button } from '../../ui/button';
import { useFormats } from '../../ui/format';
import { ChosenItems } from './log-menu';
import { useLogWords } from './log-words';

/** How many rows are selected together, and what can be done with them. Nothing while none, or just one, is. */
export const ChosenMenu = () => {
  const { t } = useTranslation('log');
  const { count } = useFormats();
  const words = useLogWords();
  const chosen = useChosen();
  if (chosen === 0) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          look="quiet"
          icon={IconListCheck}
          aria-label={t('chosenName', { count: chosen, shown: count(chosen) })}
        >
          {count(chosen)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <ChosenItems words={words} />
      </Menu.Dropdown>
    </Menu>
  );
};
