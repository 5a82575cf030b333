import { failureOfProtocol, type ProtocolFault } from '../../../core/protocol/fault';
import { useExplain } from '../../ui/explain';
import { faultsId } from './cell-faults';
import styles from './protocols.module.css';

interface FaultLinesProps {
  readonly field: number | null;
  /** Those of the field. */
  readonly faults: readonly ProtocolFault[];
  /** What the bits at a place are called. */
  readonly nameOf?: (bits: number) => string;
}

/** What is wrong with a field, and what to do, below it. */
export const FaultLines = ({ field, faults, nameOf }: FaultLinesProps) => {
  const explain = useExplain();
  return (
    <div id={faultsId(field)} className={styles.faults}>
      {faults.map((fault) => {
        const { cause, advice } = explain(failureOfProtocol(fault));
        const bits = fault.bits === null ? '' : (nameOf?.(fault.bits) ?? '');
        return (
          <p key={`${fault.part} ${fault.bits}`} className={styles.fault}>
            {bits !== '' && <code>{bits}: </code>}
            {cause} <span className={styles.advice}>{advice}</span>
          </p>
        );
      })}
    </div>
  );
};
