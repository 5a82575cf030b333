import { useMemo, useReducer } from 'react';
import type { DecodedRow } from '../../../core/contract/dissect';
import { ask } from '../../state/bridge';
import { bytesAt, useInspector, wantBytes } from '../../state/inspector';
import { createByteFeed } from '../../state/inspector-bytes';
import { copyFrom, copyPayload } from '../../state/inspector-copy';
import { tell } from '../../state/notices';
import { useSettings } from '../../state/settings';
import type { ByteRange } from './hex-selection';

/** Bytes that the hex view shows, of which it holds none. */
export interface HexBytes {
  /** Other bytes have another name, and are shown from their first one. */
  readonly subject: string | number;
  readonly length: number;
  /** Null while they are on their way; then the view is to be drawn anew. */
  readonly at: (start: number, end: number) => Uint8Array | null;
  /** They have come into view. */
  readonly want: (start: number, end: number) => void;
  readonly copy: (range: ByteRange, form: 'hex' | 'text') => void;
}

/** The payload of the selected row. */
export const usePayload = (row: number, length: number): HexBytes => {
  useInspector(({ version }) => version);
  const isOpen = useInspector((state) => state.row) === row;
  const encoding = useSettings(({ settings }) => settings.textEncoding);
  return useMemo(
    () => ({
      subject: row,
      length,
      at: isOpen ? bytesAt : () => null,
      want: wantBytes,
      copy: (range, form) => void copyPayload(row, range, form, encoding),
    }),
    [row, length, encoding, isOpen],
  );
};

/** Bytes that the dissectors put together or unpacked. */
export const useSource = ({ row, packet, sources }: DecodedRow, source: number): HexBytes => {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const encoding = useSettings(({ settings }) => settings.textEncoding);
  const length = sources[source]?.length ?? 0;
  const bytes = useMemo(() => {
    const question = ({ offset, length: most }: { readonly offset: number; readonly length: number }) =>
      ask('dissect.source', { row, packet, source, offset, length: most });
    const feed = createByteFeed(question, (failed) => {
      if (failed !== null) tell(failed.failure);
      redraw();
    });
    feed.open(row, length);
    return { feed, question };
  }, [row, packet, source, length]);
  return useMemo(
    () => ({
      subject: `${row} ${packet} ${source}`,
      length,
      at: bytes.feed.slice,
      want: bytes.feed.want,
      copy: (range, form) => void copyFrom(bytes.question, range, form, encoding),
    }),
    [row, packet, source, length, bytes, encoding],
  );
};
