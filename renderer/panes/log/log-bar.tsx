import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { closeLogBar } from '../../state/log-bar';
import { IconButton } from '../../ui/button';
import { Hint } from '../../ui/hint';
import classes from './log-bar.module.css';

interface LogBarWordProps {
  readonly id: string;
  readonly tone: 'hint' | 'note' | 'fault';
  readonly children: string;
}

/** One line that says what a field takes, how it went, or what is wrong. */
export const LogBarWord = ({ id, tone, children }: LogBarWordProps) => (
  <Hint label={children}>
    <span id={id} className={classes.word} data-tone={tone} role={tone === 'hint' ? undefined : 'status'}>
      {children}
    </span>
  </Hint>
);

interface LogBarFrameProps {
  /** What the bar does, as its accessible name and in front of its field. */
  readonly name: string;
  readonly field: ReactNode;
  /** What the bar is done with; it gives the keyboard back to the rows. */
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The bar between the log's head and its rows: a field, its buttons, a line of words. Escape closes it. */
export const LogBarFrame = ({ name, field, onClose, children }: LogBarFrameProps) => {
  const { t } = useTranslation('log');
  const close = (): void => {
    closeLogBar();
    onClose();
  };
  return (
    <search
      className={classes.bar}
      aria-label={name}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        close();
      }}
    >
      <span className={classes.name} aria-hidden>
        {name}
      </span>
      <div className={classes.field}>{field}</div>
      {children}
      <IconButton icon={IconX} label={t('closeBar')} onClick={close} quiet small />
    </search>
  );
};
