import { Popover } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { create } from 'zustand';
import { IconButton } from '../../ui/button';
import { FITTING } from '../../ui/fitting';
import styles from './options.module.css';
import { OptionsPanel } from './options-panel';

/** The endpoint whose options are open. */
export const useOpenOptions = create<{
  readonly id: string | null;
  /** Opened to join a multicast group. */
  readonly joining: boolean;
}>()(() => ({ id: null, joining: false }));

/** Opens the socket options of an endpoint. */
export const OptionsButton = ({ id }: { readonly id: string }) => {
  const { t } = useTranslation('options');
  const open = useOpenOptions((state) => state.id === id);
  const joining = useOpenOptions((state) => state.joining);
  const close = (): void => useOpenOptions.setState({ id: null, joining: false });
  return (
    <Popover
      opened={open}
      onChange={(wanted) => !wanted && close()}
      position="bottom"
      width={468}
      middlewares={FITTING}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <IconButton
          icon={IconAdjustmentsHorizontal}
          label={t('options')}
          word={t('options')}
          onClick={() => useOpenOptions.setState({ id: open ? null : id })}
          quiet
        />
      </Popover.Target>
      <Popover.Dropdown className={styles.dropdown} aria-label={t('options')}>
        <OptionsPanel id={id} joining={joining} onClose={close} />
      </Popover.Dropdown>
    </Popover>
  );
};
