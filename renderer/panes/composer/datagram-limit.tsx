import { MAX_DATAGRAM_BYTES } from '../../../core/contract/limits';
import { useEndpoint } from '../../state/endpoints';
import { useExplain } from '../../ui/explain';
import styles from './composer.module.css';

interface DatagramLimitProps {
  readonly id: string;
  /** Bytes that the message has. */
  readonly size: number;
}

/** Says of a message over UDP that it is too large for a datagram, before it is sent. */
export const DatagramLimit = ({ id, size }: DatagramLimitProps) => {
  const explain = useExplain();
  const udp = useEndpoint(id, ({ protocol }) => protocol) === 'udp';
  if (!udp || size <= MAX_DATAGRAM_BYTES) return null;
  const { cause, advice } = explain({
    code: 'EMSGSIZE_UDP',
    params: { bytes: size, max: MAX_DATAGRAM_BYTES },
  });
  return (
    <p className={styles.limit} role="status">
      {cause} <span className={styles.limitAdvice}>{advice}</span>
    </p>
  );
};
