import { diffBytes } from '../../core/compare/diff-bytes';
import type { CompareRange, CompareWish, Comparison } from '../../core/contract/compare';
import type { Compared } from '../../core/contract/compare-choices';
import { fail, ok, type Result } from '../../core/contract/result';
import type { DiskCapture } from '../capture/disk-capture';
import { readPayload } from '../capture/payload';
import { KIND_OTHER, type RowRecord } from '../capture/row-index';
import { conversationRows } from './conversation-rows';
import { isOut } from './stream-index';

/** Of each side so many bytes are compared, and held as long as somebody looks at them. */
export const MOST_COMPARED = 16 * 1024 * 1024;

interface Side {
  readonly bytes: Uint8Array;
  readonly total: number;
}

/** Bytes that come in pieces, up to MOST_COMPARED of them. */
class Gathered {
  total = 0;
  #pieces: Uint8Array[] = [];
  #held = 0;

  get room(): number {
    return MOST_COMPARED - this.#held;
  }

  add(piece: Uint8Array): void {
    this.#pieces.push(piece);
    this.#held += piece.length;
  }

  get side(): Side {
    const bytes = new Uint8Array(this.#held);
    let at = 0;
    for (const piece of this.#pieces) {
      bytes.set(piece, at);
      at += piece.length;
    }
    this.#pieces = [];
    return { bytes, total: this.total };
  }
}

/** Compares messages and streams, and keeps the last comparison so that its bytes can be looked at. */
export class Comparisons {
  #last = 0;
  #kept: { readonly id: number; readonly left: Uint8Array; readonly right: Uint8Array } | null = null;

  /** Fails with ECOMPARE_NO_MESSAGE or ECOMPARE_NO_STREAM, with the `row`; rejects with the system's error. */
  async begin(
    capture: DiskCapture,
    { left, right, what }: CompareWish,
    signal: AbortSignal,
  ): Promise<Result<Comparison>> {
    this.#kept = null;
    const one = await this.#read(capture, left, what, signal);
    if (!one.ok) return one;
    const other = await this.#read(capture, right, what, signal);
    if (!other.ok) return other;
    this.#last += 1;
    const id = this.#last;
    this.#kept = { id, left: one.value.bytes, right: other.value.bytes };
    const { runs, coarse } = diffBytes(one.value.bytes, other.value.bytes);
    const sized = ({ bytes, total }: Side) => ({ total, compared: bytes.length });
    return ok({ id, left: sized(one.value), right: sized(other.value), runs, coarse });
  }

  /** Fails with ECOMPARE_GONE when another comparison was begun since, or the thread was. */
  bytes({ comparison, side, offset, length }: CompareRange): Result<{ readonly bytes: Uint8Array }> {
    if (this.#kept?.id !== comparison) return fail({ code: 'ECOMPARE_GONE' });
    return ok({ bytes: this.#kept[side].slice(offset, offset + length) });
  }

  forget(): void {
    this.#kept = null;
  }

  async #read(capture: DiskCapture, row: number, what: Compared, signal: AbortSignal): Promise<Result<Side>> {
    const params = { row: row + 1 };
    const segment = capture.segmentOf(row);
    const rowInSegment = row - (segment?.firstRow ?? 0);
    const record: RowRecord | null = (await segment?.index.record(rowInSegment)) ?? null;
    if (segment === undefined || record === null || record.kind > KIND_OTHER)
      return fail({ code: 'ECOMPARE_NO_MESSAGE', params });
    const gathered = new Gathered();
    if (what === 'message') {
      gathered.total = record.payloadBytes;
      gathered.add(await readPayload({ segment, rowInSegment, record }, 0, MOST_COMPARED));
      return ok(gathered.side);
    }
    if (record.flow === 0) return fail({ code: 'ECOMPARE_NO_STREAM', params });
    const endpoint = segment.interfaces[record.interfaceId]?.name ?? '';
    for await (const { rows } of conversationRows(capture, { flow: record.flow, endpoint }, 0)) {
      for (const one of rows) {
        if (what !== 'both' && (what === 'out') !== isOut(one)) continue;
        gathered.total += one.record.payloadBytes;
        const wanted = Math.min(one.record.payloadBytes, gathered.room);
        if (wanted > 0) gathered.add(await readPayload(one, 0, wanted));
        if (signal.aborted) return fail({ code: 'ECANCELED' });
      }
    }
    return ok(gathered.side);
  }
}
