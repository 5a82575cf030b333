import { type RefObject, useLayoutEffect, useState } from 'react';

/**
 * What `measure` says of an element, followed as the element changes its size. Measured before the first painting,
 * so that nothing is drawn twice.
 */
export const useMeasured = <T>(
  element: RefObject<HTMLElement | null>,
  measure: (element: HTMLElement) => T,
  before: T,
): T => {
  const [measured, setMeasured] = useState(before);
  useLayoutEffect(() => {
    const watched = element.current;
    if (watched === null) return;
    const take = (): void => setMeasured(measure(watched));
    take();
    const observer = new ResizeObserver(take);
    observer.observe(watched);
    return () => observer.disconnect();
  }, [element, measure]);
  return measured;
};

const widthOf = ({ clientWidth }: HTMLElement): number => clientWidth;

/** The inner width of an element in CSS pixels; 0 before it is laid out. */
export const useWidth = (element: RefObject<HTMLElement | null>): number => useMeasured(element, widthOf, 0);
