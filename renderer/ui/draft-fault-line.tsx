import type { RefObject } from 'react';
import type { MessageFault } from '../../core/template/fault';
import styles from './draft-fault-line.module.css';
import { useExplain } from './explain';
import type { GoToPlace } from './long-draft-editor';

interface DraftFaultLineProps {
  readonly id: string;
  readonly fault: MessageFault;
  readonly goTo: RefObject<GoToPlace | null>;
}

/** What is wrong with a draft and where; a click takes the caret there. */
export const DraftFaultLine = ({ id, fault, goTo }: DraftFaultLineProps) => {
  const { cause, advice } = useExplain()(fault);
  return (
    <button
      type="button"
      id={id}
      className={styles.fault}
      onClick={() => goTo.current?.(fault.at, fault.length)}
    >
      {cause} <span className={styles.advice}>{advice}</span>
    </button>
  );
};
