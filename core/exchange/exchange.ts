/** Messages of one conversation, as the side that opened it saw them. */
export interface Exchange {
  readonly transport: 'tcp' | 'udp';
  /** The other side. */
  readonly host: string;
  readonly port: number;
  /** Of a local socket, instead of host and port: a path, or an abstract name with its @. */
  readonly path: string | null;
  readonly messages: readonly ExchangeMessage[];
}

export interface ExchangeMessage {
  /** Sent by the side that opened the conversation; otherwise received by it. */
  readonly sent: boolean;
  readonly bytes: Uint8Array;
}

export const EXCHANGE_FORMS = ['python', 'node', 'c', 'nc', 'socat', 'curl', 'hexDump'] as const;
export type ExchangeForm = (typeof EXCHANGE_FORMS)[number];

/** What libraries call a local socket: an abstract name begins with the byte 0, here as the escape `zero`. */
export const socketName = (path: string, zero: string): string =>
  path.startsWith('@') ? JSON.stringify(path).replace('@', zero) : JSON.stringify(path);

/** Windows' pipes are reached by Node alone. */
export const isPipe = ({ path }: Exchange): boolean => path?.startsWith('\\\\') ?? false;

export const hexDigits = (bytes: Uint8Array): string => {
  const pairs: string[] = [];
  for (const byte of bytes) pairs.push(byte.toString(16).padStart(2, '0'));
  return pairs.join('');
};

/** A piece of text with every byte as `\xHH`, printable ASCII as itself; `also` are escaped as well. */
export const escapedBytes = (bytes: Uint8Array, also: string, write: (byte: number) => string): string => {
  const parts: string[] = [];
  for (const byte of bytes) {
    const character = String.fromCharCode(byte);
    parts.push(byte < 0x20 || byte > 0x7e || also.includes(character) ? write(byte) : character);
  }
  return parts.join('');
};
