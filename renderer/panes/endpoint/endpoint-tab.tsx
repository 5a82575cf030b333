import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { plainText } from '../../../core/payload/visible';
import { activate, configure, endpointById, useEndpoint } from '../../state/endpoints';
import { useName } from '../../state/names';
import { useRenaming } from '../../state/renaming';
import { drawNow } from '../../ui/draw-now';
import { markOf, StateMark } from '../../ui/state-mark';
import { EndpointMenuItems } from './endpoint-menu';
import styles from './endpoint-tabs.module.css';
import { useShownState } from './shown-state';
import { MARK_WORDS } from './status-words';

interface EndpointTabProps {
  readonly id: string;
  readonly active: boolean;
}

const RenameField = ({ id, name }: { readonly id: string; readonly name: string }) => {
  const { t } = useTranslation('endpoints');
  const end = (typed: string | null, byKey = true): void => {
    if (useRenaming.getState().id !== id) return;
    useRenaming.setState({ id: null });
    if (typed !== null && typed !== name) configure(id, (endpoint) => ({ ...endpoint, name: typed.trim() }));
    if (!byKey) return;
    drawNow();
    document.getElementById(`tab-${id}`)?.focus();
  };
  return (
    <input
      ref={(input) => input?.select()}
      className={styles.rename}
      aria-label={t('name')}
      placeholder={t('nameDerived')}
      defaultValue={name}
      maxLength={100}
      spellCheck={false}
      onBlur={(event) => end(event.currentTarget.value, false)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') end(event.currentTarget.value);
        if (event.key === 'Escape') end(null);
      }}
    />
  );
};

export const EndpointTab = ({ id, active }: EndpointTabProps) => {
  const { t } = useTranslation('endpoints');
  const name = plainText(useName(id));
  const side = useEndpoint(id, ({ role }) => role);
  const mark = markOf(useShownState(id));
  const renaming = useRenaming((state) => state.id === id);
  if (side === undefined) return null;
  if (renaming) return <RenameField id={id} name={endpointById(id)?.name || name} />;
  return (
    <Menu>
      <Menu.ContextMenu>
        <button
          type="button"
          role="tab"
          id={`tab-${id}`}
          className={styles.tab}
          aria-label={name}
          aria-description={t(MARK_WORDS[mark])}
          aria-selected={active}
          aria-controls={active ? `panel-${id}` : undefined}
          tabIndex={active ? 0 : -1}
          title={`${name}: ${t(MARK_WORDS[mark])}`}
          onClick={() => activate(side, id)}
          onDoubleClick={() => useRenaming.setState({ id })}
        >
          <StateMark mark={mark} />
          <span className={styles.name}>{name}</span>
        </button>
      </Menu.ContextMenu>
      <Menu.Dropdown>
        <EndpointMenuItems id={id} />
      </Menu.Dropdown>
    </Menu>
  );
};
