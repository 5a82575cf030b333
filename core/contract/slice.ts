/** Where a packet of a slice comes from. */
export interface SliceFrame {
  /** The row of the capture that it is a part of; null for a handshake, which has no row. */
  readonly row: number | null;
  /** When, in µs since the epoch. */
  readonly micros: number;
  /** Where the payload begins in the packet, and how many bytes of it there are. */
  readonly payloadStart: number;
  readonly payloadBytes: number;
  /** Where this payload begins in the row's: a row of more bytes than fit into one packet has several. */
  readonly rowOffset: number;
}

/** The frames that a row became, numbered from 1 as dissectors do. */
export interface RowFrames {
  readonly first: number;
  readonly count: number;
}

/**
 * Some packets of a capture as a pcapng file of their own, small enough for the dissectors, and the way back to the
 * capture's rows.
 */
export interface Slice {
  readonly pcapng: Uint8Array;
  /** Frame n stands at n - 1. */
  readonly frames: readonly SliceFrame[];
  readonly rows: ReadonlyMap<number, RowFrames>;
  /** The last row that it has packets of. */
  readonly lastRow: number;
  /** Nothing of these conversations was left out before the rows that it was made for. */
  readonly whole: boolean;
  /** The port on which TLS was spoken and plaintext recorded; null: as it was on the wire. */
  readonly securedPort: number | null;
}
