import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button';
import classes from './leave-buttons.module.css';

interface LeaveButtonsProps {
  /** What closing the dialog does, whichever way it is closed: set here. */
  readonly leave: RefObject<() => void>;
  /** Something was written that nothing else keeps. */
  readonly changed: boolean;
  readonly onClose: () => void;
  /** The person goes on: gives the keyboard back to the form. */
  readonly onStay: () => void;
  /** The buttons while nothing is asked. */
  readonly children: ReactNode;
}

const Question = ({ onClose, onStay }: Pick<LeaveButtonsProps, 'onClose' | 'onStay'>) => {
  const { t } = useTranslation('app');
  const stay = useRef<HTMLButtonElement>(null);
  useEffect(() => stay.current?.focus(), []);
  return (
    <div className={classes.buttons} role="alert">
      <span>{t('unsaved')}</span>
      <Button onClick={onClose}>{t('discardEdits')}</Button>
      <Button ref={stay} look="primary" onClick={onStay}>
        {t('stay')}
      </Button>
    </div>
  );
};

/** The last line of a dialog in which something is written: asks before that goes. */
export const LeaveButtons = ({ leave, changed, onClose, onStay, children }: LeaveButtonsProps) => {
  const [asking, setAsking] = useState(false);
  const stay = (): void => {
    setAsking(false);
    onStay();
  };
  useEffect(() => {
    if (!changed) leave.current = onClose;
    else leave.current = asking ? stay : () => setAsking(true);
  });
  return asking ? (
    <Question onClose={onClose} onStay={stay} />
  ) : (
    <div className={classes.buttons}>{children}</div>
  );
};
