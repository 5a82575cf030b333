import { useId, useRef } from 'react';
import type { TextFault } from '../../../core/payload/fault';
import { failureOfRule, type RuleFault } from '../../../core/rules/fault';
import { useExplain } from '../../ui/explain';
import { Field } from '../../ui/field';
import styles from './rule-form.module.css';

interface PatternFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  /** What is wrong with it; null: nothing. */
  readonly fault: RuleFault | null;
  readonly width?: number;
}

/** A field whose fault is said below it, at its character: a click takes the caret there. */
export const PatternField = ({ label, value, onChange, placeholder, fault, width }: PatternFieldProps) => {
  const explain = useExplain();
  const input = useRef<HTMLInputElement>(null);
  const faultId = useId();
  const words = fault === null ? null : explain(failureOfRule(fault));
  const goTo = ({ at, length }: Pick<TextFault<string>, 'at' | 'length'>): void => {
    input.current?.focus();
    input.current?.setSelectionRange(at, at + length);
  };
  return (
    <span className={styles.pattern} style={width === undefined ? undefined : { width }}>
      <Field
        ref={input}
        label={label}
        value={value}
        onChange={onChange}
        placeholder={placeholder}
        mono
        problem={words === null ? null : words.cause}
        problemId={faultId}
      />
      {words !== null && fault !== null && (
        <button type="button" id={faultId} className={styles.fault} onClick={() => goTo(fault)}>
          {words.cause} <span className={styles.advice}>{words.advice}</span>
        </button>
      )}
    </span>
  );
};
