import { type RefObject, useEffect, useState } from 'react';

/** JetBrains Mono at 12 px; what is used until the font was measured. */
const TYPICAL = 7.2;

/** The advance of one character of the element's monospaced font in CSS pixels, measured once fonts are loaded. */
export const useCharWidth = (element: RefObject<HTMLElement | null>): number => {
  const [width, setWidth] = useState(TYPICAL);
  useEffect(() => {
    let gone = false;
    const measure = (): void => {
      const probe = element.current;
      const pen = document.createElement('canvas').getContext('2d');
      if (gone || probe === null || pen === null) return;
      const { fontSize, fontFamily } = getComputedStyle(probe);
      pen.font = `${fontSize} ${fontFamily}`;
      setWidth(pen.measureText('0'.repeat(100)).width / 100 || TYPICAL);
    };
    measure();
    void document.fonts.ready.then(measure);
    return () => {
      gone = true;
    };
  }, [element]);
  return width;
};
