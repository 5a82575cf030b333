import { type ReactNode, useId } from 'react';
import styles from './segmented.module.css';
import { Tip } from './tip';

export interface Choice<V extends string> {
  readonly value: V;
  readonly label: ReactNode;
}

interface SegmentedProps<V extends string> {
  /** The radio group's accessible name. */
  readonly label: string;
  readonly choices: readonly Choice<V>[];
  readonly value: V;
  readonly onChange: (value: V) => void;
  readonly disabled?: boolean;
  /** Why it is disabled, or more about it. */
  readonly hint?: string | null;
}

/** A radio group drawn as one bar: native radios, so that arrows, Tab and screen readers do what they always do. */
export const Segmented = <V extends string>({
  label,
  choices,
  value,
  onChange,
  disabled = false,
  hint,
}: SegmentedProps<V>) => {
  const name = useId();
  return (
    <Tip label={hint}>
      <div className={styles.bar} role="radiogroup" aria-label={label} aria-disabled={disabled}>
        {choices.map((choice) => (
          <label key={choice.value} className={styles.choice}>
            <input
              type="radio"
              className={styles.radio}
              name={name}
              value={choice.value}
              checked={choice.value === value}
              disabled={disabled}
              onChange={() => onChange(choice.value)}
            />
            <span>{choice.label}</span>
          </label>
        ))}
      </div>
    </Tip>
  );
};
