import { useEffect, useState } from 'react';
import type { Failure } from '../../../core/contract/failure';
import { TEXT_STEP_BYTES } from '../../../core/payload/decode-step';
import { readPayload } from '../../state/inspector';

interface TextBytes {
  readonly row: number;
  readonly bytes: Uint8Array;
  /** Bytes of the whole payload. */
  readonly length: number;
  readonly failure: Failure | null;
}

export interface ShownBytes extends TextBytes {
  /** Of another row while the bytes of this one are on their way. */
  readonly current: boolean;
  readonly more: () => void;
}

const NOTHING: TextBytes = { row: -1, bytes: new Uint8Array(), length: 0, failure: null };

/**
 * The first bytes of a payload: one step at first, four times as much with every `more`. The bytes of the row
 * before stay until the new ones are here, so that walking through the log does not flicker.
 */
export const useTextBytes = (row: number, length: number): ShownBytes => {
  const [wanted, setWanted] = useState({ row, bytes: TEXT_STEP_BYTES });
  const [shown, setShown] = useState<TextBytes>(NOTHING);
  const limit = Math.min(length, wanted.row === row ? wanted.bytes : TEXT_STEP_BYTES);

  useEffect(() => {
    let gone = false;
    const load = async (): Promise<void> => {
      const answer = await readPayload(row, 0, limit);
      if (gone) return;
      setShown(
        answer.ok
          ? { row, length, bytes: answer.value, failure: null }
          : { row, length, bytes: NOTHING.bytes, failure: answer.failure },
      );
    };
    void load();
    return () => {
      gone = true;
    };
  }, [row, length, limit]);

  return {
    ...shown,
    current: shown.row === row,
    more: () => setWanted({ row, bytes: limit * 4 }),
  };
};
