import { IconX } from '@tabler/icons-react';
import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../core/contract/failure';
import { closeLogBar, useLogBar } from '../../state/log-bar';
import { IconButton } from '../../ui/button';
import { useExplain } from '../../ui/explain';
import { Tip } from '../../ui/tip';
import classes from './log-bar.module.css';

interface LogBarWordProps {
  readonly id: string;
  /** What is wrong. */
  readonly failure: Failure | null;
  /** How it went, or goes. */
  readonly said: string | null;
  /** What the field takes. */
  readonly forms: string;
}

/** One line beside the field: what it takes, then how it went, or what is wrong. */
export const LogBarWord = ({ id, failure, said, forms }: LogBarWordProps) => {
  const explain = useExplain();
  const fault = failure === null ? null : explain(failure);
  const tone = fault !== null ? 'fault' : said === null ? 'hint' : 'note';
  const words = fault === null ? (said ?? forms) : `${fault.cause} ${fault.advice}`;
  return (
    <Tip label={words}>
      <span id={id} className={classes.word} data-tone={tone} role={tone === 'hint' ? undefined : 'status'}>
        {words}
      </span>
    </Tip>
  );
};

/** For the field of a bar: it takes the keyboard, with what is written in it selected, whenever the bar is asked for. */
export const useBarField = (): RefObject<HTMLInputElement | null> => {
  const focus = useLogBar((state) => state.focus);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focus === 0) return;
    input.current?.focus();
    input.current?.select();
  }, [focus]);
  return input;
};

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
