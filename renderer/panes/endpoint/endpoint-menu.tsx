import { Menu } from '@mantine/core';
import { IconActivityHeartbeat, IconBinaryTree, IconCopy, IconPencil, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { canDecodeEndpointAs, decodeEndpointAs } from '../../state/decode-as';
import { createEndpoint, useEndpoint } from '../../state/endpoints';
import { openPing } from '../../state/ping';
import { askRemove } from '../../state/removal';
import { useRenaming } from '../../state/renaming';
import { Keys } from '../../ui/keys';

/** What can be done with an endpoint as a whole. */
export const EndpointMenuItems = ({ id }: { readonly id: string }) => {
  const { t } = useTranslation('endpoints');
  const side = useEndpoint(id, ({ role }) => role);
  if (side === undefined) return null;
  return (
    <>
      <Menu.Item
        leftSection={<IconPencil size={14} stroke={1.8} aria-hidden />}
        rightSection={<Keys keys="F2" />}
        // The menu hands the focus back when it closes; the text field takes it after that.
        onClick={() => setTimeout(() => useRenaming.setState({ id }))}
      >
        {t('rename')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconCopy size={14} stroke={1.8} aria-hidden />}
        onClick={() => void createEndpoint(side, id)}
      >
        {t('duplicate')}
      </Menu.Item>
      {side === 'client' && (
        <Menu.Item
          leftSection={<IconActivityHeartbeat size={14} stroke={1.8} aria-hidden />}
          rightSection={<Keys keys="Mod+Shift+P" />}
          onClick={() => openPing(id)}
        >
          {t('ping')}
        </Menu.Item>
      )}
      <Menu.Item
        leftSection={<IconBinaryTree size={14} stroke={1.8} aria-hidden />}
        disabled={!canDecodeEndpointAs(id)}
        onClick={() => decodeEndpointAs(id)}
      >
        {t('decodeAs')}
      </Menu.Item>
      <Menu.Item leftSection={<IconTrash size={14} stroke={1.8} aria-hidden />} onClick={() => askRemove(id)}>
        {t('delete')}
      </Menu.Item>
    </>
  );
};
