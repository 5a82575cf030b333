import type { DecodedField, ExpertSeverity } from '../../core/contract/dissect';
import { MAX_DECODED_FIELDS } from '../../core/contract/limits';
import type { Slice } from '../../core/contract/slice';
import { type RawField, release, taken } from './wiregasm';

/**
 * Fields that count within the slice, which is not the capture: their numbers would mislead. Frame numbers in other
 * fields become row numbers.
 */
const SLICE_RELATIVE: ReadonlySet<string> = new Set([
  'frame.number',
  'frame.section_number',
  'frame.interface_id',
  'frame.time_delta',
  'frame.time_delta_displayed',
  'frame.time_relative',
  'frame.offset_shift',
  'frame.marked',
  'frame.ignored',
  'ip.stream',
  'ipv6.stream',
  'tcp.stream',
  'tcp.stream.pnum',
  'udp.stream',
  'udp.stream.pnum',
]);

const SEVERITIES: Readonly<Record<string, ExpertSeverity>> = {
  Comment: 'comment',
  Chat: 'chat',
  Note: 'note',
  Warning: 'warning',
  Error: 'error',
};

/** `modbus.func_code == 3` → `modbus.func_code`. Headings are called `text`; a slice of the frame has no name. */
const nameOf = (filter: string): string => {
  const name = filter.split(' ', 1)[0] ?? '';
  return name === 'text' || name.includes('[') ? '' : name;
};

/** Wireshark's own words for a row name the frame of the slice. */
const withRow = (label: string, frame: number, row: number | null): string => {
  const at = label.lastIndexOf(String(frame));
  if (at < 0) return label;
  const place = row === null ? '(handshake)' : `#${row + 1}`;
  return label.slice(0, at) + place + label.slice(at + String(frame).length);
};

/** From these on down it is how the message came, not the message. */
const CARRIERS: ReadonlySet<string> = new Set(['tcp', 'udp', 'ip', 'ipv6', 'eth', 'raw', 'frame']);

interface Tree {
  readonly fields: readonly DecodedField[];
  readonly messageLayers: number;
  readonly cut: boolean;
}

/**
 * The deepest protocol first: what a message says, before what carries it. Of several messages in one packet, each of which
 * begins with the same protocol, the first one comes first.
 */
const messagesFirst = (layers: readonly RawField[]): readonly RawField[] => {
  const above = layers.findLastIndex(({ filter }) => CARRIERS.has(nameOf(filter))) + 1;
  const begin = layers.findIndex(({ type }, at) => at >= above && type === 'proto');
  if (begin < 0) return layers.toReversed();
  const messages: RawField[][] = [];
  const head = nameOf(layers[begin]?.filter ?? '');
  for (const layer of layers.slice(begin)) {
    const message = messages.at(-1);
    if (message === undefined || nameOf(layer.filter) === head) messages.push([layer]);
    else message.push(layer);
  }
  return [...messages.flatMap((message) => message.toReversed()), ...layers.slice(0, begin).toReversed()];
};

/**
 * A frame's tree as a list, as `messagesFirst` has it. Positions in the packet become positions in the row's payload.
 * Gives the raw tree's memory back.
 */
export const fieldTree = (tree: Parameters<typeof taken<RawField>>[0], frame: number, slice: Slice): Tree => {
  const fields: DecodedField[] = [];
  const from = slice.frames[frame - 1];
  let cut = false;

  const place = (field: RawField): Pick<DecodedField, 'source' | 'start' | 'length'> => {
    const { start, length, data_source_idx: source } = field;
    if (source !== 0 || from === undefined) return { source, start, length };
    const inPayload = start - from.payloadStart;
    const isHeader = inPayload < 0 || inPayload + length > from.payloadBytes;
    return isHeader ? { source, start: 0, length: 0 } : { source, start: from.rowOffset + inPayload, length };
  };

  const visit = (raw: RawField, depth: number): void => {
    const name = nameOf(raw.filter);
    if (SLICE_RELATIVE.has(name) || fields.length >= MAX_DECODED_FIELDS) {
      cut ||= fields.length >= MAX_DECODED_FIELDS;
      release(raw.tree);
      return;
    }
    const isLink = raw.type === 'framenum' && raw.fnum !== undefined;
    const row = isLink ? (slice.frames[(raw.fnum ?? 0) - 1]?.row ?? null) : null;
    const label = name === 'frame' && depth === 0 ? raw.label.replace(/^Frame \d+/, 'Frame') : raw.label;
    fields.push({
      depth,
      label: isLink ? withRow(label, raw.fnum ?? 0, row) : label,
      name,
      filter: isLink || name === '' ? '' : raw.filter,
      isProtocol: raw.type === 'proto',
      ...place(raw),
      row,
      severity: SEVERITIES[raw.severity ?? ''] ?? null,
    });
    for (const child of taken(raw.tree)) visit(child, depth + 1);
  };

  const layers = messagesFirst(taken(tree));
  const carrier = layers.findIndex(({ filter }) => CARRIERS.has(nameOf(filter)));
  for (const layer of layers) visit(layer, 0);
  return { fields, messageLayers: Math.max(1, carrier), cut };
};
