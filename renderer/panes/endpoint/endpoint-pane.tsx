import { IconPlugConnected, IconPlus, IconServer } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../../core/contract/endpoint';
import { setCurrentRole } from '../../state/current';
import { createEndpoint, useActiveId } from '../../state/endpoints';
import { Button } from '../../ui/button';
import { Empty } from '../../ui/empty';
import { Pane } from '../../ui/pane';
import { PresetMenu } from '../presets/preset-menu';
import { EndpointBody } from './endpoint-body';
import styles from './endpoint-pane.module.css';
import { EndpointTabs } from './endpoint-tabs';

/** Servers, or clients: a tab for each, and the one in front. */
export const EndpointPane = ({ side }: { readonly side: Role }) => {
  const { t } = useTranslation('endpoints');
  const active = useActiveId(side);
  const server = side === 'server';
  const add = (
    <Button look="quiet" icon={IconPlus} onClick={() => void createEndpoint(side, null)}>
      {server ? t('newServer') : t('newClient')}
    </Button>
  );
  return (
    <Pane
      id={server ? 'servers' : 'clients'}
      title={server ? t('servers') : t('clients')}
      head={
        <>
          <EndpointTabs side={side} active={active} />
          {add}
          <PresetMenu side={side} active={active} />
        </>
      }
    >
      {active === null ? (
        <Empty
          icon={server ? IconServer : IconPlugConnected}
          title={server ? t('noServer') : t('noClient')}
          body={server ? t('noServerBody') : t('noClientBody')}
        />
      ) : (
        <div
          role="tabpanel"
          id={`panel-${active}`}
          aria-labelledby={`tab-${active}`}
          className={styles.panel}
          onFocus={() => setCurrentRole(side)}
        >
          <EndpointBody key={active} id={active} />
        </div>
      )}
    </Pane>
  );
};
