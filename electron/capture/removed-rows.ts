import type { Segment } from './capture-source';
import { RowIndex } from './row-index';
import { RowMarks } from './row-marks';
import { emptySummary } from './row-summary';

/**
 * What the limit has removed from the front of a capture, as a segment whose rows are not there: so every other row
 * keeps its number, however much has gone.
 */
export const removedRows = (rows: number, firstTime: bigint | null): Segment => {
  const nothing = { size: 0, read: () => Promise.resolve(0) };
  return {
    rows,
    blocks: nothing,
    index: new RowIndex(nothing),
    times: { first: () => Promise.resolve(null) },
    marks: new RowMarks(),
    summary: emptySummary(),
    firstTime,
    interfaces: [],
  };
};
