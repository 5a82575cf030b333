import { Modal } from '@mantine/core';
import { IconTableOptions } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DescribedProtocol } from '../../../core/contract/protocol';
import { readProtocol, takenNames } from '../../../core/protocol/read';
import { addExample, closeProtocols, shownProtocol, useProtocols } from '../../state/protocols';
import { useSettings } from '../../state/settings';
import { Button } from '../../ui/button';
import { Empty } from '../../ui/empty';
import { FailureNote } from '../../ui/failure-note';
import { FieldTable } from './field-table';
import { ProtocolHead } from './protocol-head';
import { ProtocolList } from './protocol-list';
import { ProtocolPreview } from './protocol-preview';
import styles from './protocols.module.css';

const Editor = ({ described }: { readonly described: DescribedProtocol }) => {
  const protocols = useProtocols((state) => state.protocols);
  const read = useMemo(
    () => readProtocol(described, takenNames(protocols, described.id)),
    [described, protocols],
  );
  return (
    <div className={styles.main}>
      <ProtocolHead described={described} read={read} />
      <FieldTable described={described} read={read} />
      <ProtocolPreview read={read} />
    </div>
  );
};

/** Protocols as tables of fields: a list of them, the fields of one, and what the selected message is by it. */
export const ProtocolsDialog = () => {
  const { t } = useTranslation('protocols');
  const open = useProtocols((state) => state.open);
  const shown = useProtocols(shownProtocol);
  const areOff = useSettings(({ settings }) => settings.dissectors === 'off');
  return (
    <Modal
      opened={open}
      onClose={closeProtocols}
      title={t('title')}
      closeButtonProps={{ 'aria-label': t('close') }}
      size={1240}
    >
      {areOff && <FailureNote failure={{ code: 'EDISSECT_OFF' }} severity="info" />}
      <div className={styles.editor}>
        <ProtocolList />
        {shown === undefined ? (
          <Empty icon={IconTableOptions} title={t('none')} body={t('noneBody')}>
            <Button onClick={addExample}>{t('addExample')}</Button>
          </Empty>
        ) : (
          <Editor key={shown.id} described={shown} />
        )}
      </div>
    </Modal>
  );
};
