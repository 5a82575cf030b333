import { type ComponentProps, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocalInterface } from '../../../core/contract/address';
import { ask } from '../../state/bridge';
import { SuggestField } from '../../ui/suggest-field';

type InterfaceFieldProps = Omit<ComponentProps<typeof SuggestField>, 'listLabel' | 'choices' | 'onOpen'>;

/** This computer's interfaces as they are when the list is opened. */
const useInterfaces = () => {
  const [interfaces, setInterfaces] = useState<readonly LocalInterface[]>([]);
  const refresh = async (): Promise<void> => {
    const answer = await ask('app.interfaces');
    if (answer.ok) setInterfaces(answer.value);
  };
  return { interfaces, refresh };
};

/** A network interface by its name or one of its addresses; the names of this computer's are offered. */
export const InterfaceField = (props: InterfaceFieldProps) => {
  const { t } = useTranslation('options');
  const { interfaces, refresh } = useInterfaces();
  const names = [...new Set(interfaces.map(({ name }) => name))];
  const addressesOf = (wanted: string): string =>
    interfaces
      .filter(({ name }) => name === wanted)
      .map(({ address }) => address.replace(/%.*$/, ''))
      .join(', ');
  return (
    <SuggestField
      {...props}
      mono
      placeholder={t('emptySystem')}
      listLabel={t('interfaces')}
      onOpen={() => void refresh()}
      choices={names.map((name) => ({ value: name, label: name, note: addressesOf(name) }))}
    />
  );
};

/** An address of this computer; those that it has are offered. */
export const LocalAddressField = (props: InterfaceFieldProps) => {
  const { t } = useTranslation('options');
  const { interfaces, refresh } = useInterfaces();
  return (
    <SuggestField
      {...props}
      mono
      listLabel={t('interfaces')}
      onOpen={() => void refresh()}
      choices={interfaces.map(({ name, address }) => ({ value: address, label: address, note: name }))}
    />
  );
};
