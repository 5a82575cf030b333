import type { DecodedField } from '../../core/contract/dissect';
import type { Encoding } from '../../core/contract/draft';
import type { ExportForm } from '../../core/contract/export-forms';
import type { LogRow } from '../../core/contract/log';
import { copyAs } from '../../core/payload/copy-as';
import { decodeStep } from '../../core/payload/decode-step';
import { formatHex } from '../../core/payload/hex';
import { isoTime } from '../../core/payload/iso-time';
import type { LocatedRow } from '../capture/capture-source';
import type { DiskCapture } from '../capture/disk-capture';
import { readPage } from '../capture/page';
import { readPayload } from '../capture/payload';
import { SegmentsAhead } from '../capture/read-ahead';
import { removedRows } from '../capture/removed-rows';
import { fieldForest } from './field-forest';

/** What the dissectors say of rows, as far as they say anything. */
export type Trees = ReadonlyMap<number, readonly DecodedField[]>;

/** A message is written in pieces of this many bytes, a multiple of 16. */
const PIECE = 256 * 1024;
/** Rows that are read at once. */
const BATCH = 500;

const encoder = new TextEncoder();

const timeOf = ({ seconds, nanos }: LogRow): string =>
  isoTime(BigInt(seconds) * 1_000_000_000n + BigInt(nanos));

async function* piecesOf(located: LocatedRow): AsyncGenerator<Uint8Array, void> {
  const { payloadBytes } = located.record;
  for (let at = 0; at < payloadBytes; at += PIECE)
    yield await readPayload(located, at, Math.min(PIECE, payloadBytes - at));
}

/** The payload as text, piece by piece, no character cut in two. */
async function* textOf(located: LocatedRow, encoding: Encoding): AsyncGenerator<string, void> {
  let rest: Uint8Array = new Uint8Array(0);
  let seen = 0;
  for await (const piece of piecesOf(located)) {
    seen += piece.length;
    const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    const step = decodeStep(bytes, encoding, seen < located.record.payloadBytes);
    rest = bytes.subarray(step.used);
    yield step.pieces.map((part) => ('text' in part ? part.text : '\ufffd')).join('');
  }
}

const headLine = (row: LogRow): string => {
  const facts =
    row.kind === 'data'
      ? [row.endpoint, row.direction, row.transport.toUpperCase(), row.peer, `${row.length} B`]
      : [row.endpoint, row.severity, row.peer, row.message];
  return `#${row.row + 1}  ${timeOf(row)}  ${facts.filter((fact) => fact !== '').join('  ')}\n`;
};

async function* asText(row: LogRow, located: LocatedRow, encoding: Encoding): AsyncGenerator<string, void> {
  yield headLine(row);
  if (row.kind === 'data') {
    yield* textOf(located, encoding);
    yield '\n';
  }
  yield '\n';
}

async function* asHexDump(row: LogRow, located: LocatedRow): AsyncGenerator<string, void> {
  yield headLine(row);
  let at = 0;
  for await (const piece of piecesOf(located)) {
    yield copyAs(piece, 'hexDump', 'utf-8', at);
    at += piece.length;
  }
  yield '\n';
}

const CSV_HEAD = 'row,time,kind,endpoint,direction,transport,peer,length,text,hex\r\n';

/** RFC 4180. What a spreadsheet would take for a formula begins with an apostrophe, as it asks for. */
const cell = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const insideCell = (text: string): string => text.replaceAll('"', '""');

async function* asCsv(row: LogRow, located: LocatedRow, encoding: Encoding): AsyncGenerator<string, void> {
  const common = [`${row.row + 1}`, timeOf(row), row.kind, row.endpoint];
  if (row.kind === 'event') {
    yield `${[...common, '', '', row.peer, '0', row.message, ''].map(cell).join(',')}\r\n`;
    return;
  }
  yield `${[...common, row.direction, row.transport, row.peer, `${row.length}`].map(cell).join(',')},"`;
  let first = true;
  for await (const text of textOf(located, encoding)) {
    yield insideCell(first && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
    first = false;
  }
  yield '",';
  for await (const piece of piecesOf(located)) yield formatHex(piece, '');
  yield '\r\n';
}

/** The inside of a JSON string. */
const insideString = (text: string): string => JSON.stringify(text).slice(1, -1);

async function* asJson(
  row: LogRow,
  located: LocatedRow,
  encoding: Encoding,
  fields: readonly DecodedField[] | undefined,
): AsyncGenerator<string, void> {
  const common = { row: row.row + 1, time: timeOf(row), kind: row.kind, endpoint: row.endpoint };
  if (row.kind === 'event') {
    const { severity, happening, peer, message } = row;
    yield JSON.stringify({ ...common, severity, event: happening, peer, message });
    return;
  }
  const { direction, transport, peer, length, flow } = row;
  yield `${JSON.stringify({ ...common, direction, transport, peer, conversation: flow, length }).slice(0, -1)},"text":"`;
  for await (const text of textOf(located, encoding)) yield insideString(text);
  yield '","hex":"';
  for await (const piece of piecesOf(located)) yield formatHex(piece, '');
  yield '"';
  if (fields !== undefined) yield `,"decoded":${JSON.stringify(fieldForest(fields))}`;
  yield '}';
}

/** Writes rows in one form; what is between and around them, too. Held in memory is a piece of one message. */
export class RowWriter {
  readonly #form: Exclude<ExportForm, 'pcapng'>;
  readonly #encoding: Encoding;
  #any = false;
  readonly #ahead = new SegmentsAhead();

  constructor(form: Exclude<ExportForm, 'pcapng'>, encoding: Encoding) {
    this.#form = form;
    this.#encoding = encoding;
  }

  head(): Uint8Array {
    return encoder.encode(this.#form === 'csv' ? `\ufeff${CSV_HEAD}` : this.#form === 'json' ? '[' : '');
  }

  tail(): Uint8Array {
    return encoder.encode(this.#form === 'json' ? '\n]\n' : '');
  }

  /** These rows (ascending); those that are not there are left out. Throws the system's error. */
  async *rows(
    capture: DiskCapture,
    numbers: readonly number[],
    trees: Trees,
  ): AsyncGenerator<Uint8Array, void> {
    const [first] = capture.segments;
    if (first === undefined) return;
    const segments = [removedRows(first.firstRow, null), ...capture.segments];
    const there = numbers.filter((row) => capture.segmentOf(row) !== undefined);
    for (let from = 0; from < there.length; from += BATCH) {
      const page = await readPage({ segments }, there.slice(from, from + BATCH), null);
      for (const row of page) {
        const segment = capture.segmentOf(row.row);
        if (segment === undefined) continue;
        const rowInSegment = row.row - segment.firstRow;
        const record = await segment.index.record(rowInSegment);
        if (record === null) continue;
        const blocks = this.#ahead.of(segment);
        const located = { segment: { ...segment, blocks }, rowInSegment, record };
        for await (const text of this.#row(row, located, trees.get(row.row))) yield encoder.encode(text);
      }
    }
  }

  async *#row(
    row: LogRow,
    located: LocatedRow,
    fields: readonly DecodedField[] | undefined,
  ): AsyncGenerator<string, void> {
    switch (this.#form) {
      case 'text':
        return yield* asText(row, located, this.#encoding);
      case 'hexDump':
        return yield* asHexDump(row, located);
      case 'csv':
        return yield* asCsv(row, located, this.#encoding);
      case 'json':
        yield this.#any ? ',\n' : '\n';
        this.#any = true;
        return yield* asJson(row, located, this.#encoding, fields);
    }
  }
}
