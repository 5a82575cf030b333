/** What Wireshark's dissectors say about a row, in few words: the columns of the log. */
export interface RowInfo {
  readonly row: number;
  /** `Modbus/TCP`; empty where they know no more than the transport. */
  readonly protocol: string;
  /** `Query: Trans: 1; Unit: 1, Func: 3: Read Holding Registers`. */
  readonly info: string;
  /** Of the fields that were asked for, by name, those that the row has: `3`, `Read Holding Registers`, `1,7`. */
  readonly values: Readonly<Record<string, string>>;
}

/** What Wireshark's experts think of a field. */
const EXPERT_SEVERITIES = ['comment', 'chat', 'note', 'warning', 'error'] as const;
export type ExpertSeverity = (typeof EXPERT_SEVERITIES)[number];

/** One line of a decode tree. The tree is a list in reading order: a field's own fields follow it, one level deeper. */
export interface DecodedField {
  readonly depth: number;
  /** As Wireshark words it: `Word Count: 10`. */
  readonly label: string;
  /** Its name in the filter language, `modbus.word_cnt`; empty for what is only a heading. */
  readonly name: string;
  /** A filter for this very value, `modbus.word_cnt == 10`; empty where there is none. */
  readonly filter: string;
  readonly isProtocol: boolean;
  /** Which of the bytes: a place in `sources`. */
  readonly source: number;
  /** The bytes that it was read from; `length` is 0 where there are none, or where they are of a made-up header. */
  readonly start: number;
  readonly length: number;
  /** Another row that it speaks of: `Request in: #12`. */
  readonly row: number | null;
  readonly severity: ExpertSeverity | null;
}

/** Bytes that fields point into. The first source is the row's payload, the others were put together or unpacked. */
export interface DecodedSource {
  /** As Wireshark words it, `Reassembled TCP (3021 bytes)`; empty for the payload. */
  readonly name: string;
  readonly length: number;
}

/** A dissector that a port can be given to. */
export interface DissectorName {
  /** Wireshark's short name: `mbtcp`. */
  readonly name: string;
  /** How it calls the protocol: `Modbus/TCP`; the short name where it says no more. */
  readonly title: string;
}

/** A row as the dissectors see it. */
export interface DecodedRow {
  readonly row: number;
  /** A row of more bytes than fit into one packet has several trees; this is the one of packet `packet`, from 0. */
  readonly packet: number;
  readonly packets: number;
  readonly sources: readonly DecodedSource[];
  /** Deepest protocol first. */
  readonly fields: readonly DecodedField[];
  /** So many of the first layers are the message, at least one; the others are what carried it. */
  readonly messageLayers: number;
  /** There are more fields than MAX_DECODED_FIELDS; the rest is left out. */
  readonly cut: boolean;
}
