import { useEndpoint } from '../../state/endpoints';
import { isRunning, stateOf, useStatus } from '../../state/statuses';
import { CertificateLine } from '../certificates/certificate-line';
import { Composer } from '../composer/composer';
import { Connections } from '../connections/connections';
import { AutoReply } from '../reply/auto-reply';
import { EndpointFailure } from './endpoint-failure';
import { EndpointForm } from './endpoint-form';
import styles from './endpoint-pane.module.css';

/** Everything about one endpoint: what it is, who is connected, what it answers, what it sends. */
export const EndpointBody = ({ id }: { readonly id: string }) => {
  const exists = useEndpoint(id, () => true) ?? false;
  const running = useStatus(id, (status) => isRunning(stateOf(status)));
  if (!exists) return null;
  return (
    <div className={styles.body}>
      <EndpointForm id={id} />
      <CertificateLine id={id} />
      <EndpointFailure id={id} />
      {running && <Connections id={id} />}
      <AutoReply id={id} />
      <Composer id={id} />
    </div>
  );
};
