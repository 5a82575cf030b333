import { Menu } from '@mantine/core';
import { IconCopy, IconFileExport, IconPlugConnected, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { endpointName } from '../../../core/contract/endpoint-name';
import type { DescribedProtocol } from '../../../core/contract/protocol';
import { plainText } from '../../../core/payload/visible';
import type { ReadProtocol } from '../../../core/protocol/read';
import { endpointPort } from '../../state/decode-as';
import { useEndpoints } from '../../state/endpoints';
import { useLuaFiles } from '../../state/lua-files';
import {
  changeProtocol,
  deleteProtocol,
  duplicateProtocol,
  exportProtocol,
  useProtocols,
} from '../../state/protocols';
import { Button, IconButton } from '../../ui/button';
import { FailureNote } from '../../ui/failure-note';
import { Field } from '../../ui/field';
import { useCellFaults } from './cell-faults';
import { FaultLines } from './fault-lines';
import styles from './protocols.module.css';

interface HeadProps {
  readonly described: DescribedProtocol;
  readonly read: ReadProtocol;
}

const withPort = (ports: string, port: number): string => {
  const known = ports.split(/[\s,]+/).includes(String(port));
  return known ? ports : [ports.trim(), String(port)].filter((part) => part !== '').join(', ');
};

/** Adds the port of one of the endpoints to those where the protocol is spoken. */
const EndpointPorts = ({ described }: { readonly described: DescribedProtocol }) => {
  const { t } = useTranslation('protocols');
  const endpoints = useEndpoints((state) => state.endpoints);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button icon={IconPlugConnected}>{t('portOf')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {endpoints.map((endpoint) => {
          const port = endpointPort(endpoint.id);
          if (port === null) return null;
          const part = port.transport === 'udp' ? 'udpPorts' : 'tcpPorts';
          return (
            <Menu.Item
              key={endpoint.id}
              onClick={() => changeProtocol(described.id, { [part]: withPort(described[part], port.port) })}
              rightSection={
                <span className={styles.note}>
                  {port.transport.toUpperCase()} {port.port}
                </span>
              }
            >
              {plainText(endpointName(endpoint, null))}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
};

/** What a protocol is called, where it is spoken, and what can be done with all of it. */
export const ProtocolHead = ({ described, read: { protocol, faults } }: HeadProps) => {
  const { t } = useTranslation('protocols');
  const { exported, refused } = useProtocols();
  const engine = useLuaFiles((state) => state.described.find(({ id }) => id === described.id)?.failure);
  const faultOf = useCellFaults(faults, null);
  const own = faults.filter(({ field, part }) => field === null && part !== 'fields');
  const change = (patch: Partial<DescribedProtocol>): void => changeProtocol(described.id, patch);
  return (
    <div className={styles.head}>
      <div className={styles.headLine}>
        <span className={styles.labelled}>
          <span aria-hidden>{t('protocolTitle')}</span>
          <Field
            label={t('protocolTitle')}
            value={described.title}
            onChange={(title) => change({ title })}
            placeholder={described.name}
            maxLength={100}
            translate="no"
          />
        </span>
        <span className={styles.labelled}>
          <span aria-hidden>{t('protocolName')}</span>
          <Field
            label={t('protocolName')}
            value={described.name}
            onChange={(name) => change({ name })}
            maxLength={40}
            mono
            {...faultOf('name')}
          />
        </span>
        <IconButton
          icon={IconCopy}
          label={t('duplicate')}
          onClick={() => duplicateProtocol(described)}
          quiet
        />
        <IconButton icon={IconTrash} label={t('delete')} onClick={() => deleteProtocol(described)} quiet />
      </div>
      <div className={styles.headLine}>
        <span className={styles.labelled}>
          <span aria-hidden>{t('tcpPorts')}</span>
          <Field
            label={t('tcpPorts')}
            value={described.tcpPorts}
            onChange={(tcpPorts) => change({ tcpPorts })}
            placeholder={t('noPorts')}
            maxLength={200}
            {...faultOf('tcpPorts')}
          />
        </span>
        <span className={styles.labelled}>
          <span aria-hidden>{t('udpPorts')}</span>
          <Field
            label={t('udpPorts')}
            value={described.udpPorts}
            onChange={(udpPorts) => change({ udpPorts })}
            placeholder={t('noPorts')}
            maxLength={200}
            {...faultOf('udpPorts')}
          />
        </span>
        <EndpointPorts described={described} />
        <Button
          icon={IconFileExport}
          hint={t('exportHint')}
          disabled={protocol === null}
          onClick={() => void exportProtocol(described.id)}
        >
          {t('export')}
        </Button>
      </div>
      {own.length > 0 && <FaultLines field={null} faults={own} />}
      {engine !== undefined && engine !== null && <FailureNote failure={engine} />}
      {refused !== null && <FailureNote failure={refused} />}
      {exported !== null && (
        <p role="status" className={styles.status}>
          {t('exported', { file: plainText(exported) })}
        </p>
      )}
    </div>
  );
};
