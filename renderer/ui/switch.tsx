import styles from './switch.module.css';

interface SwitchProps {
  /** The accessible name. */
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly describedBy?: string;
  readonly id?: string;
  readonly disabled?: boolean;
}

export const Switch = ({ label, checked, onChange, describedBy, id, disabled = false }: SwitchProps) => (
  <input
    type="checkbox"
    id={id}
    role="switch"
    className={styles.switch}
    aria-label={label}
    aria-checked={checked}
    aria-describedby={describedBy}
    checked={checked}
    disabled={disabled}
    onChange={(event) => onChange(event.currentTarget.checked)}
  />
);
