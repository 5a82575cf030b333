import { useTranslation } from 'react-i18next';
import { isStale } from '../../../core/contract/local-path';
import { acceptRefused, refusedFingerprint, viewPeer } from '../../state/certificates';
import { replaceSocket, startEndpoint } from '../../state/endpoints';
import { Button } from '../../ui/button';
import { FailureNote } from '../../ui/failure-note';
import { useShownState } from './shown-state';

/** Why the endpoint does not run, or what its last try ended with, and a way to try again. */
export const EndpointFailure = ({ id }: { readonly id: string }) => {
  const { t } = useTranslation('app');
  const { t: endpoint } = useTranslation('endpoints');
  const { t: certificate } = useTranslation('certificates');
  const state = useShownState(id);
  const failure = state.phase === 'stopped' || state.phase === 'waiting' ? state.failure : null;
  if (failure === undefined || failure === null) return null;
  return (
    <FailureNote failure={failure} severity={state.phase === 'waiting' ? 'warning' : 'error'}>
      {refusedFingerprint(failure) !== null && (
        <>
          <Button look="quiet" onClick={() => void viewPeer(id, null)}>
            {certificate('view')}
          </Button>
          <Button hint={certificate('acceptHint')} onClick={() => void acceptRefused(id)}>
            {certificate('accept')}
          </Button>
        </>
      )}
      {state.phase === 'stopped' && isStale(failure) && (
        <Button onClick={() => void replaceSocket(id)}>{endpoint('replaceSocket')}</Button>
      )}
      {state.phase === 'stopped' && <Button onClick={() => void startEndpoint(id)}>{t('retry')}</Button>}
    </FailureNote>
  );
};
