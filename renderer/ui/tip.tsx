import { Tooltip } from '@mantine/core';
import {
  cloneElement,
  type FocusEvent,
  type HTMLAttributes,
  type PointerEvent,
  type ReactElement,
  useEffect,
  useRef,
  useState,
} from 'react';

interface TipProps {
  /** Null or empty: nothing to say. */
  readonly label: string | null | undefined;
  /** One element, or a component that hands its props on to one. */
  readonly children: ReactElement;
}

/** How long the pointer or the keyboard rests on something before it is explained, in ms. */
const REST_MS = 400;

/** Where a person types, the words would lie over what is beside it all the while. */
const TYPED_IN = 'input, textarea, [contenteditable]';

/**
 * Says in a tooltip what something is, to the pointer and to the keyboard. The tooltip itself exists only while it is
 * shown: kept ready at every button, as the kit does it, tooltips were a quarter of the work of drawing the window.
 */
export const Tip = ({ label, children }: TipProps) => {
  const [target, setTarget] = useState<HTMLElement | null>(null);
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const shown = target !== null && label !== null && label !== undefined && label !== '';

  const hide = (): void => {
    clearTimeout(waiting.current);
    setTarget(null);
  };
  const showSoon = (element: HTMLElement): void => {
    clearTimeout(waiting.current);
    waiting.current = setTimeout(() => setTarget(element), REST_MS);
  };
  useEffect(() => () => clearTimeout(waiting.current), []);
  useEffect(() => {
    if (!shown) return;
    const onKey = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') setTarget(null);
    };
    document.addEventListener('keydown', onKey, { capture: true });
    return () => document.removeEventListener('keydown', onKey, { capture: true });
  }, [shown]);

  const own = children.props as HTMLAttributes<HTMLElement>;
  const child = cloneElement(children as ReactElement<HTMLAttributes<HTMLElement>>, {
    onPointerEnter: (event: PointerEvent<HTMLElement>) => {
      own.onPointerEnter?.(event);
      if (event.pointerType === 'mouse') showSoon(event.currentTarget);
    },
    onPointerLeave: (event: PointerEvent<HTMLElement>) => {
      own.onPointerLeave?.(event);
      hide();
    },
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      own.onPointerDown?.(event);
      hide();
    },
    onFocus: (event: FocusEvent<HTMLElement>) => {
      own.onFocus?.(event);
      const { currentTarget } = event;
      if (currentTarget.matches(':focus-visible') && !currentTarget.matches(TYPED_IN))
        showSoon(currentTarget);
    },
    onBlur: (event: FocusEvent<HTMLElement>) => {
      own.onBlur?.(event);
      hide();
    },
  });
  return (
    <>
      {child}
      {shown && <Tooltip target={target} label={label} opened />}
    </>
  );
};
