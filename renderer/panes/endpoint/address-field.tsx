import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocalInterface } from '../../../core/contract/address';
import { ask } from '../../state/bridge';
import { configure, useEndpoint } from '../../state/endpoints';
import { Field } from '../../ui/field';
import { SuggestField } from '../../ui/suggest-field';
import styles from './endpoint-form.module.css';

interface AddressFieldProps {
  readonly id: string;
  readonly locked: string | null;
  /** What is wrong with the address, and where that is said; null: nothing, or it is still being typed. */
  readonly problem: string | null;
  readonly problemId: string | undefined;
  /** The field has the focus, or has lost it. */
  readonly onTyping: (typing: boolean) => void;
}

/** A server binds to a local address, of which a list is offered; a client names any host. */
export const AddressField = ({ id, locked, problem, problemId, onTyping }: AddressFieldProps) => {
  const { t } = useTranslation('endpoints');
  const [interfaces, setInterfaces] = useState<readonly LocalInterface[]>([]);
  const side = useEndpoint(id, ({ role }) => role);
  const address = useEndpoint(id, (endpoint) => endpoint.address) ?? '';
  const change = (value: string): void => configure(id, (endpoint) => ({ ...endpoint, address: value }));
  const field = {
    label: t('address'),
    hint: side === 'server' ? t('addressHintServer') : t('addressHintClient'),
    value: address,
    onChange: change,
    locked,
    mono: true,
    problem,
    problemId,
    onFocus: () => onTyping(true),
    onBlur: () => onTyping(false),
  };
  const refresh = async (): Promise<void> => {
    const answer = await ask('app.interfaces');
    if (answer.ok) setInterfaces(answer.value);
  };
  return (
    <span className={styles.address}>
      {side === 'server' ? (
        <SuggestField
          {...field}
          listLabel={t('interfaces')}
          onOpen={() => void refresh()}
          choices={[
            { value: '0.0.0.0', label: '0.0.0.0', note: t('allIpv4') },
            { value: '::', label: '::', note: t('allIpv6') },
            { value: 'localhost', label: 'localhost', note: t('thisMachine') },
            ...interfaces.map(({ name, address: own }) => ({ value: own, label: own, note: name })),
          ]}
        />
      ) : (
        <Field {...field} />
      )}
    </span>
  );
};
