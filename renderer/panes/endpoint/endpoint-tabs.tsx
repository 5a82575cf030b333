import { Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import type { Role } from '../../../core/contract/endpoint';
import { plainText } from '../../../core/payload/visible';
import { activate, useEndpoints } from '../../state/endpoints';
import { useNames } from '../../state/names';
import { askRemove } from '../../state/removal';
import { useRenaming } from '../../state/renaming';
import { IconButton } from '../../ui/button';
import { EndpointMenuItems } from './endpoint-menu';
import { EndpointTab } from './endpoint-tab';
import styles from './endpoint-tabs.module.css';

interface EndpointTabsProps {
  readonly side: Role;
  readonly active: string | null;
}

const useOverflow = () => {
  const list = useRef<HTMLDivElement>(null);
  const [overflowing, setOverflowing] = useState(false);
  useEffect(() => {
    const element = list.current;
    if (element === null) return;
    const look = (): void => setOverflowing(element.scrollWidth > element.clientWidth);
    const observer = new ResizeObserver(look);
    observer.observe(element);
    for (const tab of element.children) observer.observe(tab);
    return () => observer.disconnect();
  });
  return { list, overflowing };
};

/** The tabs of one side. Arrow keys move and choose, F2 renames, Delete deletes; many tabs scroll and have a list. */
export const EndpointTabs = ({ side, active }: EndpointTabsProps) => {
  const { t } = useTranslation('endpoints');
  const ids = useEndpoints(
    useShallow(({ endpoints }) => endpoints.filter(({ role }) => role === side).map(({ id }) => id)),
  );
  const names = useNames(side).map(plainText);
  const { list, overflowing } = useOverflow();

  useEffect(() => {
    const tab = active === null ? null : document.getElementById(`tab-${active}`);
    if (tab === null || list.current === null) return;
    // The tab in front stays in view also when the pane becomes narrower, or its name longer.
    const observer = new ResizeObserver(() => tab.scrollIntoView({ block: 'nearest', inline: 'nearest' }));
    observer.observe(list.current);
    observer.observe(tab);
    return () => observer.disconnect();
  }, [active, list]);

  const keys = (event: KeyboardEvent): void => {
    if (active === null || event.target instanceof HTMLInputElement) return;
    const at = ids.indexOf(active);
    const goTo = (index: number): void => {
      const id = ids[(index + ids.length) % ids.length];
      if (id === undefined) return;
      activate(side, id);
      document.getElementById(`tab-${id}`)?.focus();
    };
    const actions: Readonly<Record<string, () => void>> = {
      ArrowRight: () => goTo(at + 1),
      ArrowLeft: () => goTo(at - 1),
      Home: () => goTo(0),
      End: () => goTo(ids.length - 1),
      F2: () => useRenaming.setState({ id: active }),
      Delete: () => askRemove(active),
    };
    const action = actions[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  };

  return (
    <>
      <div
        ref={list}
        className={styles.tabs}
        role="tablist"
        aria-label={side === 'server' ? t('servers') : t('clients')}
        onKeyDown={keys}
        onWheel={(event) => list.current?.scrollBy({ left: event.deltaY + event.deltaX })}
      >
        {ids.map((id) => (
          <EndpointTab key={id} id={id} active={id === active} />
        ))}
      </div>
      {active !== null && (
        <Menu>
          <Menu.Target>
            <IconButton
              icon={IconDots}
              label={t('menuOf', { name: names[ids.indexOf(active)] ?? '' })}
              quiet
            />
          </Menu.Target>
          <Menu.Dropdown>
            <EndpointMenuItems id={active} />
            {overflowing && (
              <>
                <Menu.Divider />
                <div className={styles.all}>
                  {ids.map((id, at) => (
                    <Menu.Item key={id} onClick={() => activate(side, id)} data-current={id === active}>
                      {names[at]}
                    </Menu.Item>
                  ))}
                </div>
              </>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      <span className={styles.space} />
    </>
  );
};
