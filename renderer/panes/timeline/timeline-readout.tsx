import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TimeSpan } from '../../../core/contract/time-span';
import classes from './timeline-chart.module.css';
import type { Figures, TimelineWords } from './timeline-words';

interface ReadoutProps {
  readonly span: TimeSpan;
  /** µs of a bar. */
  readonly step: number;
  readonly figures: Figures;
  readonly words: TimelineWords;
  /** The middle of what it is about, in pixels, and the pixels that there are. */
  readonly x: number;
  readonly width: number;
}

/** Half of its width, as the style sheet has it. */
const HALF = 106;

/** When, and how much: beside the pointer. A screen reader hears the same from the slider. */
export const TimelineReadout = ({ span, step, figures, words, x, width }: ReadoutProps) => {
  const { t } = useTranslation('timeline');
  const [from, to] = words.ends(span, step);
  const line = (way: 'in' | 'out', messages: number, bytes: number) => {
    const Arrow = way === 'in' ? IconArrowDown : IconArrowUp;
    return (
      <div className={classes.figures} data-way={way}>
        <Arrow size={12} stroke={2} aria-hidden />
        <span>{t(way)}</span>
        <b>{words.messages(messages)}</b>
        <span className={classes.amount}>{words.bytes(bytes)}</span>
      </div>
    );
  };
  return (
    <div
      className={classes.readout}
      style={{ left: Math.max(HALF, Math.min(width - HALF, x)) }}
      aria-hidden="true"
    >
      <div className={classes.when}>
        <span>
          {from} – {to}
        </span>
        <span className={classes.amount}>{words.length(span)}</span>
      </div>
      {line('in', figures.messagesIn, figures.bytesIn)}
      {line('out', figures.messagesOut, figures.bytesOut)}
    </div>
  );
};
