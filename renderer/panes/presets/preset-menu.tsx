import { Menu } from '@mantine/core';
import { IconAdjustments, IconChevronDown } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../../core/contract/endpoint';
import { plainText } from '../../../core/payload/visible';
import { BUILT_IN_IDS } from '../../../core/preset/built-in-ids';
import { loadPresets, openPresets, presetsOf, startFrom, usePresets } from '../../state/presets';
import { IconButton } from '../../ui/button';
import { BUILT_IN_WORDS } from './preset-words';
import styles from './presets.module.css';

/** Beside the button for a new endpoint: what it can start from. */
export const PresetMenu = ({ side, active }: { readonly side: Role; readonly active: string | null }) => {
  const { t } = useTranslation('presets');
  const list = usePresets((state) => state.list);
  const own = presetsOf(list, side);
  const button = useRef<HTMLButtonElement>(null);
  const manage = (): void => {
    // The item is gone when the dialog closes: the focus goes back to the button.
    button.current?.focus();
    openPresets(active);
  };
  return (
    <Menu onOpen={() => void loadPresets()} position="bottom-end">
      <Menu.Target>
        <IconButton
          ref={button}
          icon={IconChevronDown}
          label={side === 'server' ? t('serverFrom') : t('clientFrom')}
          quiet
          small
        />
      </Menu.Target>
      <Menu.Dropdown>
        {side === 'server' &&
          BUILT_IN_IDS.map((id) => {
            const name = t(BUILT_IN_WORDS[id].name);
            return (
              <Menu.Item key={id} onClick={() => void startFrom(id, name)}>
                <span className={styles.name}>{name}</span>
                <span className={styles.note}>{t(BUILT_IN_WORDS[id].note)}</span>
              </Menu.Item>
            );
          })}
        {own.length > 0 && (
          <>
            {side === 'server' && <Menu.Divider />}
            <div className={styles.own}>
              {own.map(({ id, name }) => (
                <Menu.Item key={id} onClick={() => void startFrom(id, name)}>
                  {plainText(name)}
                </Menu.Item>
              ))}
            </div>
          </>
        )}
        {(side === 'server' || own.length > 0) && <Menu.Divider />}
        <Menu.Item leftSection={<IconAdjustments size={14} stroke={1.8} aria-hidden />} onClick={manage}>
          {t('manage')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};
