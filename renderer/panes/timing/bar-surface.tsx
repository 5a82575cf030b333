import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from 'react';
import { stepsOf } from '../timeline/use-timeline-keys';
import classes from './timing.module.css';

interface BarSurfaceProps {
  readonly label: string;
  readonly bars: number;
  readonly height: number;
  /** The bar at a distance in pixels from the left; may lie outside of all bars. */
  readonly barAt: (x: number) => number;
  /** What a bar says, as one sentence. */
  readonly say: (bar: number) => string;
  /** What the keys do, said while no bar is pointed at. */
  readonly hint: string;
  readonly onOpen: (bar: number) => void;
  /** Draws the bars, of which one may be pointed at. */
  readonly children: (pointed: number | null) => ReactNode;
}

/**
 * Bars that lead somewhere, by a click or by arrow keys and Enter, and below them what the bar says that is pointed
 * at. For a screen reader it is a slider along the bars, as the timeline is.
 */
export const BarSurface = (props: BarSurfaceProps) => {
  const { label, bars, height, barAt, say, hint, onOpen, children } = props;
  const [cursor, setCursor] = useState<number | null>(null);
  const [focused, setFocused] = useState(false);
  const [hovered, setHovered] = useState<number | null>(null);
  const within = (bar: number): number => Math.max(0, Math.min(bars - 1, bar));
  const bar = within(cursor ?? 0);
  const pointed = hovered === null ? (focused ? bar : null) : within(hovered);
  const under = ({ currentTarget, clientX }: PointerEvent<HTMLElement>): number | null => {
    const at = barAt(clientX - currentTarget.getBoundingClientRect().left);
    return at >= 0 && at < bars ? at : null;
  };
  const keys = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const steps = stepsOf(event.key, bars);
    if (steps !== null) setCursor(within(bar + steps));
    else if (event.key === 'Enter') onOpen(bar);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div
        className={classes.bars}
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={1}
        aria-valuemax={bars}
        aria-valuenow={bar + 1}
        aria-valuetext={say(bar)}
        style={{ height }}
        onKeyDown={keys}
        onFocus={(event) => setFocused(event.currentTarget.matches(':focus-visible'))}
        onBlur={() => setFocused(false)}
        onPointerMove={(event) => setHovered(under(event))}
        onPointerLeave={() => setHovered(null)}
        onPointerUp={(event) => {
          const at = under(event);
          if (at === null) return;
          setCursor(at);
          onOpen(at);
        }}
      >
        {children(pointed)}
      </div>
      <p className={classes.readout} aria-hidden>
        {pointed === null ? hint : say(pointed)}
      </p>
    </>
  );
};
