import { type DragEvent, useState } from 'react';

/** What is dragged is one of ours, and nothing that another program would take. */
const STEP = 'application/x-porthole-step';

/** Before which step a drop would put the dragged one: this one, or the next. */
const placeAt = (event: DragEvent<HTMLElement>, at: number): number => {
  const { top, height } = event.currentTarget.getBoundingClientRect();
  return event.clientY > top + height / 2 ? at + 1 : at;
};

/** What makes steps draggable to another place of their list; nothing without `onMove`. */
export const useStepDrag = (onMove: ((from: number, to: number) => void) | undefined) => {
  const [over, setOver] = useState<number | null>(null);
  const [last, setLast] = useState(false);
  if (onMove === undefined) return () => ({});
  return (at: number) => ({
    draggable: true,
    'data-over': over === at && !last ? 'before' : over === at + 1 && last ? 'behind' : undefined,
    onDragStart: (event: DragEvent<HTMLElement>): void => {
      event.dataTransfer.setData(STEP, String(at));
      event.dataTransfer.effectAllowed = 'move';
    },
    onDragOver: (event: DragEvent<HTMLElement>): void => {
      if (!event.dataTransfer.types.includes(STEP)) return;
      event.preventDefault();
      const to = placeAt(event, at);
      setOver(to);
      setLast(to > at);
    },
    onDragLeave: (): void => setOver(null),
    onDragEnd: (): void => setOver(null),
    onDrop: (event: DragEvent<HTMLElement>): void => {
      const from = event.dataTransfer.getData(STEP);
      if (from === '') return;
      event.preventDefault();
      setOver(null);
      onMove(Number(from), placeAt(event, at));
    },
  });
};
