import type { RefObject } from 'react';
import type { MessageFault } from '../../core/template/fault';
import styles from './draft-fault-line.module.css';
import { useExplain } from './explain';

interface DraftFaultLineProps {
  readonly id: string;
  readonly fault: MessageFault;
  readonly editor: RefObject<HTMLTextAreaElement | null>;
}

/** What is wrong with a draft and where; a click takes the caret there. */
export const DraftFaultLine = ({ id, fault, editor }: DraftFaultLineProps) => {
  const { cause, advice } = useExplain()(fault);
  return (
    <button
      type="button"
      id={id}
      className={styles.fault}
      onClick={() => {
        editor.current?.focus();
        editor.current?.setSelectionRange(fault.at, fault.at + fault.length);
      }}
    >
      {cause} <span className={styles.advice}>{advice}</span>
    </button>
  );
};
