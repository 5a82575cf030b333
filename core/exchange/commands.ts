import { copyAs } from '../payload/copy-as';
import { decodeLossy } from '../payload/encodings';
import { type Exchange, escapedBytes } from './exchange';

/** Octal escapes and a doubled percent sign: what `printf` of every POSIX shell reads. */
const forPrintf = (bytes: Uint8Array): string =>
  escapedBytes(bytes, "'\\%", (byte) =>
    byte === 0x25 ? '%%' : byte === 0x27 ? "'\\''" : `\\${byte.toString(8).padStart(3, '0')}`,
  );

const sentBytes = ({ messages }: Exchange): Uint8Array => {
  const sent = messages.filter((message) => message.sent);
  const out = new Uint8Array(sent.reduce((length, { bytes }) => length + bytes.length, 0));
  let at = 0;
  for (const { bytes } of sent) {
    out.set(bytes, at);
    at += bytes.length;
  }
  return out;
};

const printed = (exchange: Exchange): string => `printf '${forPrintf(sentBytes(exchange))}'`;

/** For a POSIX shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** All that was sent, in one line; what comes is printed. */
export const asNc = (exchange: Exchange): string => {
  const { transport, host, port, path } = exchange;
  if (path !== null) return `${printed(exchange)} | nc -U -w 2 ${quoted(path)}\n`;
  return `${printed(exchange)} | nc ${transport === 'udp' ? '-u ' : ''}-w 2 ${host} ${port}\n`;
};

/** Characters that end or divide an address for socat are escaped (socat(1), address specifications). */
const socatPath = (path: string): string => {
  const name = path.replace(/^@/, '').replaceAll(/[\\:,!"'(){}[\]]/g, '\\$&');
  return `${path.startsWith('@') ? 'ABSTRACT' : 'UNIX'}-CONNECT:${name}`;
};

export const asSocat = (exchange: Exchange): string => {
  const { transport, host, port, path } = exchange;
  if (path !== null) return `${printed(exchange)} | socat -t 2 - ${quoted(socatPath(path))}\n`;
  const address = host.includes(':') ? `[${host}]` : host;
  return `${printed(exchange)} | socat -t 2 - ${transport === 'udp' ? 'UDP' : 'TCP'}:${address}:${port}\n`;
};

const REQUEST = /^([A-Z]+) (\S+) HTTP\/1\.[01]\r\n/;
/** Written by curl itself. */
const OWN_HEADERS = new Set(['host', 'content-length', 'connection', 'transfer-encoding']);

/** The first request of an HTTP conversation; null when there is none, or when its body is no text. */
export const asCurl = (exchange: Exchange): string | null => {
  const text = decodeLossy(sentBytes(exchange), 'utf-8');
  const match = REQUEST.exec(text);
  if (match === null || exchange.transport !== 'tcp' || text.includes('\ufffd') || text.includes('\0'))
    return null;
  const [line, method = 'GET', path = '/'] = match;
  const end = text.indexOf('\r\n\r\n');
  const headers = text.slice(line.length, end === -1 ? text.length : end).split('\r\n');
  const body = end === -1 ? '' : text.slice(end + 4);
  const { host, port, path: socket } = exchange;
  const address = host.includes(':') ? `[${host}]` : host;
  const place = socket === null ? `${address}:${port}` : 'localhost';
  const parts = [`curl -i ${quoted(`http://${place}${path}`)}`];
  if (socket !== null) {
    const abstract = socket.startsWith('@');
    const option = abstract ? '--abstract-unix-socket' : '--unix-socket';
    parts.push(`${option} ${quoted(abstract ? socket.slice(1) : socket)}`);
  }
  if (method !== 'GET') parts.push(`-X ${method}`);
  for (const header of headers) {
    const name = header.split(':')[0]?.toLowerCase() ?? '';
    if (header !== '' && !OWN_HEADERS.has(name)) parts.push(`-H ${quoted(header)}`);
  }
  if (body !== '') parts.push(`--data-binary ${quoted(body)}`);
  return `${parts.join(' \\\n  ')}\n`;
};

/** Each payload as a dump; Porthole's hex field and Wireshark's "import from hex dump" read them. */
export const asHexDump = (payloads: readonly Uint8Array[]): string =>
  payloads.map((bytes) => copyAs(bytes, 'hexDump')).join('\n');
