import { useTranslation } from 'react-i18next';
import type { Failure } from '../../core/contract/failure';
import { Empty } from './empty';

/** All that is shown when the main process does not answer. */
export const StartFailed = ({ failure }: { readonly failure: Failure }) => {
  const { t } = useTranslation('app');
  return <Empty title={t('brokenStart')} body={failure.detail ?? failure.code} />;
};
