import { useTranslation } from 'react-i18next';
import { plainSentence } from '../../../core/payload/visible';
import { useTemplates } from '../../state/templates';
import { switchSet } from '../../state/variables';
import { PickList } from '../../ui/pick-list';

/** Which set of variables is in use. */
export const SetPick = () => {
  const { t } = useTranslation('variables');
  const { environments, active } = useTemplates((state) => state.variables);
  return (
    <PickList
      label={t('setInUse')}
      choices={[
        { value: '-1', label: t('noSet') },
        ...environments.map(({ name }, at) => ({
          value: String(at),
          label: plainSentence(name) || t('unnamed', { number: at + 1 }),
        })),
      ]}
      value={String(active)}
      onChange={(value) => switchSet(Number(value))}
    />
  );
};
