import { Portal } from '@mantine/core';
import { useLayoutEffect, useRef, useState } from 'react';
import styles from './completion-list.module.css';

export interface CompletionEntry {
  readonly label: string;
  /** What it is, in a few words. */
  readonly note: string;
}

interface CompletionListProps {
  readonly id: string;
  /** The accessible name. */
  readonly label: string;
  readonly entries: readonly CompletionEntry[];
  /** The entry that Enter takes; -1 for none. */
  readonly active: number;
  readonly onTake: (index: number) => void;
  /** The caret, in client pixels. */
  readonly at: { readonly left: number; readonly top: number; readonly bottom: number };
}

const GAP = 4;

/** What could stand at the caret, drawn below it, or above where there is no room. The focus stays in the text. */
export const CompletionList = ({ id, label, entries, active, onTake, at }: CompletionListProps) => {
  const list = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ left: at.left, top: at.bottom + GAP });

  // After every drawing, since the height changes with the entries.
  useLayoutEffect(() => {
    const box = list.current?.getBoundingClientRect();
    if (box === undefined) return;
    const below = at.bottom + GAP;
    const fits = below + box.height <= window.innerHeight - GAP;
    const left = Math.max(GAP, Math.min(at.left, window.innerWidth - box.width - GAP));
    const top = fits ? below : Math.max(GAP, at.top - GAP - box.height);
    setPlace((before) => (before.left === left && before.top === top ? before : { left, top }));
  });

  useLayoutEffect(() => {
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, active]);

  return (
    <Portal>
      <div
        ref={list}
        id={id}
        role="listbox"
        tabIndex={-1}
        aria-label={label}
        className={styles.list}
        style={{ left: place.left, top: place.top }}
      >
        {entries.map((entry, index) => (
          <div
            key={`${entry.label} ${entry.note}`}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={styles.option}
            onMouseDown={(event) => {
              event.preventDefault();
              onTake(index);
            }}
          >
            <span className={styles.label}>{entry.label}</span>
            <span className={styles.note}>{entry.note}</span>
          </div>
        ))}
      </div>
    </Portal>
  );
};
