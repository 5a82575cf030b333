import { Modal } from '@mantine/core';
import { IconTableOptions } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatHex } from '../../../core/payload/hex';
import { plainText } from '../../../core/payload/visible';
import { fillForm, type Typed } from '../../../core/protocol/form';
import type { Protocol } from '../../../core/protocol/protocol';
import { useEndpoint } from '../../state/endpoints';
import { useName } from '../../state/names';
import {
  chooseForm,
  closeForm,
  putForm,
  typeIntoForm,
  usableProtocols,
  useProtocolForm,
} from '../../state/protocol-form';
import { openProtocols, useProtocols } from '../../state/protocols';
import { Button } from '../../ui/button';
import { Empty } from '../../ui/empty';
import { useFormats } from '../../ui/format';
import { PickList } from '../../ui/pick-list';
import { FormLine } from './form-line';
import styles from './protocol-form.module.css';

/** Of the message so many bytes are shown. */
const MOST_SHOWN = 512;

const NOTHING_TYPED: Typed = {};

interface FormProps {
  readonly endpoint: string;
  readonly id: string;
  readonly protocol: Protocol;
}

const Form = ({ endpoint, id, protocol }: FormProps) => {
  const { t } = useTranslation('protocolForm');
  const { bytes: size } = useFormats();
  const typed = useProtocolForm((state) => state.typed[id]) ?? NOTHING_TYPED;
  const { lines, bytes } = useMemo(() => fillForm(protocol, typed), [protocol, typed]);
  const name = plainText(useName(endpoint));
  return (
    <>
      <fieldset className={styles.lines} aria-label={t('fields')}>
        {lines.map((line) => {
          const { name: key } = line.bits ?? line.field;
          return (
            <FormLine
              key={key}
              line={line}
              typed={typed[key] ?? ''}
              onChange={(text) => typeIntoForm(id, key, text)}
            />
          );
        })}
      </fieldset>
      <div className={styles.message}>
        <div className={styles.hex} role="status" aria-label={t('message')} data-selectable>
          {bytes === null ? (
            <span className={styles.note}>{t('faulty')}</span>
          ) : (
            <>
              {formatHex(bytes.subarray(0, MOST_SHOWN))}
              {bytes.length > MOST_SHOWN && ' …'}
            </>
          )}
        </div>
        <span className={styles.size}>{bytes === null ? '' : size(bytes.length)}</span>
      </div>
      <div className={styles.foot}>
        <Button onClick={closeForm}>{t('cancel')}</Button>
        <Button
          look="primary"
          disabled={bytes === null}
          hint={t('putHint', { name })}
          onClick={() => bytes !== null && putForm(endpoint, bytes)}
        >
          {t('put')}
        </Button>
      </div>
    </>
  );
};

const Chosen = ({ endpoint }: { readonly endpoint: string }) => {
  const { t } = useTranslation('protocolForm');
  const protocols = useProtocols((state) => state.protocols);
  const chosen = useProtocolForm((state) => state.chosen);
  const usable = useMemo(() => usableProtocols({ protocols }), [protocols]);
  const one = usable.find(({ id }) => id === chosen) ?? usable[0];
  const describe = (): void => {
    closeForm();
    void openProtocols();
  };
  if (one === undefined)
    return (
      <Empty icon={IconTableOptions} title={t('none')} body={t('noneBody')}>
        <Button onClick={describe} data-autofocus>
          {t('describe')}
        </Button>
      </Empty>
    );
  return (
    <>
      <div className={styles.pick}>
        <span aria-hidden>{t('protocol')}</span>
        <PickList
          label={t('protocol')}
          choices={usable.map(({ id, protocol }) => ({ value: id, label: plainText(protocol.title) }))}
          value={one.id}
          onChange={chooseForm}
        />
        <span className={styles.space} />
        <Button look="quiet" onClick={describe}>
          {t('describe')}
        </Button>
      </div>
      <Form key={one.id} endpoint={endpoint} id={one.id} protocol={one.protocol} />
    </>
  );
};

/** A message by a described protocol: a form of its fields, whose lengths, counts and checksums are computed. */
export const ProtocolFormDialog = () => {
  const { t } = useTranslation('protocolForm');
  const endpoint = useProtocolForm((state) => state.endpoint);
  const exists = useEndpoint(endpoint ?? '', () => true) ?? false;
  return (
    <Modal
      opened={endpoint !== null && exists}
      onClose={closeForm}
      title={t('title')}
      closeButtonProps={{ 'aria-label': t('cancel') }}
      size={640}
    >
      {endpoint !== null && exists && <Chosen endpoint={endpoint} />}
    </Modal>
  );
};
