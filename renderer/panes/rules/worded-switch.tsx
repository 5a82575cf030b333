import { useId } from 'react';
import { Switch } from '../../ui/switch';
import styles from './rule-form.module.css';

interface WordedSwitchProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** A switch beside its word, which switches it as well. */
export const WordedSwitch = ({ label, checked, onChange }: WordedSwitchProps) => {
  const id = useId();
  return (
    <span className={styles.check}>
      <Switch id={id} label={label} checked={checked} onChange={onChange} />
      <label htmlFor={id}>{label}</label>
    </span>
  );
};
