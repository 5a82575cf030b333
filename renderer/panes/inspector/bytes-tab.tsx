import { useState } from 'react';
import type { LogRow } from '../../../core/contract/log';
import { usePayload } from './hex-bytes';
import { type HexSelection, rangeOf } from './hex-selection';
import { HexView } from './hex-view';
import { ValuesPanel } from './values-panel';

/** The bytes of a message, and what the selected ones can mean. */
export const BytesTab = ({ row }: { readonly row: Extract<LogRow, { readonly kind: 'data' }> }) => {
  const [made, setMade] = useState<{ readonly row: number; readonly selection: HexSelection | null }>({
    row: row.row,
    selection: null,
  });
  const bytes = usePayload(row.row, row.length);
  // A selection belongs to its row; another row begins with none.
  const selection = made.row === row.row ? made.selection : null;
  return (
    <>
      <HexView
        bytes={bytes}
        selection={selection}
        onSelection={(next) => setMade({ row: row.row, selection: next })}
      />
      <ValuesPanel row={row.row} length={row.length} range={selection === null ? null : rangeOf(selection)} />
    </>
  );
};
