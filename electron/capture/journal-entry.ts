import { formatAddress } from '../../core/contract/address';
import type { Params } from '../../core/contract/failure';
import { HAPPENINGS, type Happening, type HappeningKind, type Severity } from '../../core/contract/happening';
import type { Flow } from '../../core/contract/recorder';

/**
 * The Journal Export Format (systemd.io/JOURNAL_EXPORT_FORMATS): a field is `NAME=value\n`, or, when the value
 * holds control characters, `NAME\n`, its length in 64 bits little-endian, the value, `\n`. Porthole's own fields
 * are named PORTHOLE_…; PORTHOLE_PARAMS is JSON, since field names keep no lower case.
 */
const PRIORITY: Readonly<Record<Severity, string>> = { info: '6', warning: '4', error: '3' };

/** A line break ends a text field, and a reader is free to refuse other control characters in one. */
const hasControl = (value: string): boolean => {
  for (let i = 0; i < value.length; i += 1) {
    const code = value.charCodeAt(i);
    if (code < 0x20 && code !== 0x09) return true;
  }
  return false;
};

type Field = readonly [name: string, value: string];

const encodeFields = (fields: readonly Field[]): Uint8Array => {
  const parts: Uint8Array[] = [];
  let text = '';
  for (const [name, value] of fields) {
    if (hasControl(value)) {
      const bytes = Buffer.from(value);
      const length = Buffer.alloc(8);
      length.writeBigUInt64LE(BigInt(bytes.length));
      parts.push(Buffer.from(`${text}${name}\n`), length, bytes);
      text = '\n';
    } else text += `${name}=${value}\n`;
  }
  parts.push(Buffer.from(text));
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
};

/**
 * An entry for a happening; `interfaceId` is null for Porthole's own, `known` is the flow that it belongs to where
 * the capture knows it. `message` is its English sentence.
 */
export const encodeHappening = (
  happening: Happening,
  interfaceId: number | null,
  known: Flow | null,
  message: string,
  at: bigint,
): Uint8Array => {
  const { kind, severity, endpoint, flow, peer, params } = happening;
  const fields: Field[] = [
    ['__REALTIME_TIMESTAMP', String(at / 1000n)],
    ['PRIORITY', PRIORITY[severity]],
    ['SYSLOG_IDENTIFIER', 'porthole'],
    ['MESSAGE', message],
    ['PORTHOLE_EVENT', kind],
    ['PORTHOLE_TIME_NS', String(at)],
    ['PORTHOLE_PARAMS', JSON.stringify(params)],
  ];
  if (typeof params.errno === 'number') fields.push(['ERRNO', String(params.errno)]);
  if (interfaceId !== null) fields.push(['PORTHOLE_INTERFACE', String(interfaceId)]);
  if (endpoint !== null)
    fields.push(['PORTHOLE_ENDPOINT', endpoint.name], ['PORTHOLE_ENDPOINT_ID', endpoint.id]);
  if (flow !== 0) fields.push(['PORTHOLE_FLOW', String(flow)]);
  if (peer !== '') fields.push(['PORTHOLE_PEER', peer]);
  if (known !== null) {
    fields.push(['PORTHOLE_TRANSPORT', known.transport], ['PORTHOLE_LOCAL', formatAddress(known.local)]);
  }
  return encodeFields(fields);
};

/** A stranger's block may hold millions. */
const MOST_FIELDS = 1000;

/**
 * The fields of an entry, at most MOST_FIELDS. Stops quietly at the first byte that is no field: padding, or damage.
 */
export const decodeFields = (entry: Uint8Array): ReadonlyMap<string, string> => {
  const bytes = Buffer.from(entry.buffer, entry.byteOffset, entry.byteLength);
  const fields = new Map<string, string>();
  let at = 0;
  for (let count = 0; at < bytes.length && count < MOST_FIELDS; count += 1) {
    const end = bytes.indexOf(0x0a, at);
    const line = end < 0 ? bytes.length : end;
    // Only in the line: the next equals sign of all may be the length of the file away, for each field anew.
    const inLine = bytes.subarray(at, line).indexOf(0x3d);
    const equals = at + inLine;
    if (inLine >= 0) {
      fields.set(bytes.toString('utf8', at, equals), bytes.toString('utf8', equals + 1, line));
      at = line + 1;
    } else if (end > at && end + 9 <= bytes.length && bytes[at] !== 0) {
      const length = Number(bytes.readBigUInt64LE(end + 1));
      const start = end + 9;
      if (start + length > bytes.length) break;
      fields.set(bytes.toString('utf8', at, end), bytes.toString('utf8', start, start + length));
      at = start + length + 1;
    } else break;
  }
  return fields;
};

/** What a log row needs of an entry, Porthole's own or anyone's. */
export interface JournalEntry {
  readonly time: bigint;
  readonly severity: Severity;
  readonly happening: HappeningKind | null;
  readonly params: Params;
  readonly message: string;
  /** Null where the entry belongs to no interface of the section. */
  readonly interfaceId: number | null;
  readonly endpoint: string;
  readonly flow: number;
  readonly peer: string;
  /** Of the flow it belongs to: `127.0.0.1:8888`; empty and null where that is not known. */
  readonly local: string;
  readonly transport: 'tcp' | 'udp' | null;
}

const wholeNumber = (text: string | undefined): bigint | null =>
  text !== undefined && /^\d{1,19}$/.test(text) ? BigInt(text) : null;

/** syslog priorities (RFC 5424): 0 to 3 are errors, 4 is a warning. */
const severityOf = (priority: string | undefined): Severity => {
  const level = Number(priority ?? '6');
  if (level <= 3) return 'error';
  return level === 4 ? 'warning' : 'info';
};

/** Characters of a name or a value that goes to the window with every row of a page. */
const MOST_CHARACTERS = 1024;

const short = (text: string | undefined): string => (text ?? '').slice(0, MOST_CHARACTERS);

/** Params cross to the window, so a stranger's file can only bring in short strings and numbers, and few of them. */
const readParams = (text: string | undefined): Params => {
  if (text === undefined) return {};
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null) return {};
    return Object.fromEntries(
      Object.entries(parsed)
        .filter(
          ([key, value]) => key !== '__proto__' && (typeof value === 'string' || Number.isFinite(value)),
        )
        .slice(0, 32)
        .map(([key, value]) => [key, typeof value === 'string' ? short(value) : value]),
    );
  } catch {
    return {};
  }
};

export const decodeEntry = (entry: Uint8Array): JournalEntry => {
  const fields = decodeFields(entry);
  const kind = fields.get('PORTHOLE_EVENT');
  const transport = fields.get('PORTHOLE_TRANSPORT');
  const interfaceId = wholeNumber(fields.get('PORTHOLE_INTERFACE'));
  const flow = Number(wholeNumber(fields.get('PORTHOLE_FLOW')) ?? 0n);
  return {
    time:
      wholeNumber(fields.get('PORTHOLE_TIME_NS')) ??
      (wholeNumber(fields.get('__REALTIME_TIMESTAMP')) ?? 0n) * 1000n,
    severity: severityOf(fields.get('PRIORITY')),
    happening: HAPPENINGS.find((known) => known === kind) ?? null,
    params: readParams(fields.get('PORTHOLE_PARAMS')),
    message: fields.get('MESSAGE') ?? '',
    interfaceId: interfaceId === null ? null : Number(interfaceId),
    endpoint: short(fields.get('PORTHOLE_ENDPOINT') ?? fields.get('SYSLOG_IDENTIFIER')),
    flow: flow <= 0xffffffff ? flow : 0,
    peer: short(fields.get('PORTHOLE_PEER')),
    local: short(fields.get('PORTHOLE_LOCAL')),
    transport: transport === 'tcp' || transport === 'udp' ? transport : null,
  };
};
