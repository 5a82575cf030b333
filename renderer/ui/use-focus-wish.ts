import { useEffect, useRef, useState } from 'react';
import { type FocusWish, takeWish } from '../state/focus-wish';

/** Takes the keyboard when that is wished, or was shortly before this was drawn. Null: never. */
export const useFocusWish = (wish: FocusWish | null, take: () => void): void => {
  const [drawn] = useState(() => performance.now());
  const newest = useRef(take);
  useEffect(() => {
    newest.current = take;
  });
  useEffect(() => {
    if (wish !== null && takeWish(wish, drawn)) newest.current();
  }, [wish, drawn]);
};
