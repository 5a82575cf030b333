import { Modal } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ruleOf } from '../../../core/contract/decode-as-rules';
import { closeDecodeAs, giveTo, useDecodeAs } from '../../state/decode-as';
import { IconButton } from '../../ui/button';
import { FailureNote } from '../../ui/failure-note';
import { Segmented } from '../../ui/segmented';
import classes from './decode-as.module.css';
import { ProtocolFinder } from './protocol-finder';

const portName = ({ transport, port }: { readonly transport: string; readonly port: number }): string =>
  `${transport.toUpperCase()} ${port}`;

/** What was chosen before, and the way back. */
const Rules = () => {
  const { t } = useTranslation('inspector');
  const rules = useDecodeAs((state) => state.rules);
  const protocols = useDecodeAs((state) => state.protocols);
  if (rules.length === 0) return null;
  return (
    <ul className={classes.rules} aria-label={t('decodeAsRules')}>
      {rules.map((rule) => {
        const title = protocols.find(({ name }) => name === rule.protocol)?.title ?? rule.protocol;
        return (
          <li key={portName(rule)}>
            <span>{portName(rule)}</span>
            <span>{title}</span>
            <IconButton
              icon={IconX}
              label={t('forgetRule', { port: portName(rule) })}
              small
              quiet
              onClick={() => void giveTo(rule, null)}
            />
          </li>
        );
      })}
    </ul>
  );
};

const Choice = () => {
  const { t } = useTranslation('inspector');
  const { ports, protocols, failure } = useDecodeAs();
  const rules = useDecodeAs((state) => state.rules);
  const [picked, setPicked] = useState(0);
  const port = ports[picked] ?? ports[0];
  if (failure !== null) return <FailureNote failure={failure} />;
  if (port === undefined || protocols.length === 0) {
    return (
      <p className={classes.more} role="status">
        {t('loadingDissectors')}
      </p>
    );
  }
  return (
    <>
      <div className={classes.port}>
        <span>{t('decodeAsPort')}</span>
        {ports.length > 1 ? (
          <Segmented
            label={t('decodeAsPort')}
            value={String(picked)}
            onChange={(value) => setPicked(Number(value))}
            choices={ports.map((one, at) => ({ value: String(at), label: portName(one) }))}
          />
        ) : (
          <strong>{portName(port)}</strong>
        )}
      </div>
      <ProtocolFinder
        protocols={protocols}
        chosen={ruleOf(rules, port)?.protocol ?? null}
        onChoose={(name) => {
          void giveTo(port, name);
          closeDecodeAs();
        }}
      />
    </>
  );
};

/** Says what a port speaks, where the dissectors cannot know. */
export const DecodeAsDialog = () => {
  const { t } = useTranslation('inspector');
  const open = useDecodeAs((state) => state.open);
  return (
    <Modal
      opened={open}
      onClose={closeDecodeAs}
      title={t('decodeAs')}
      closeButtonProps={{ 'aria-label': t('cancel') }}
      size={460}
    >
      <Choice />
      <Rules />
    </Modal>
  );
};
