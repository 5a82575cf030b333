import { z } from 'zod';
import { type Library, type SavedMessage, savedMessageSchema } from '../contract/library';
import { MAX_SAVED_CHARACTERS, MAX_SAVED_MESSAGES } from '../contract/library-limits';
import { formatHex, parseHex } from '../payload/hex';
import { readIni } from './ini';

/** A message that was read: without an id, which belongs to the workspace that takes it. */
export type ReadMessage = Omit<SavedMessage, 'id'>;

export interface ReadMessages {
  readonly messages: readonly ReadMessage[];
  /** Entries that could not be taken. */
  readonly skipped: number;
}

const EXPORT_KIND = 'porthole messages';

/** Messages as a readable file: one to hand on and to keep under version control. */
export const writeMessages = (library: Library): string => {
  const messages = library.map(({ id: _id, ...rest }) => rest);
  return `${JSON.stringify({ kind: EXPORT_KIND, version: 1, messages }, null, 2)}\n`;
};

const blank = (name: string): ReadMessage => ({
  name,
  folder: '',
  note: '',
  endpoint: '',
  key: '',
  draft: { format: 'hex', hex: '' },
});

const gather = (entries: readonly (ReadMessage | null)[]): ReadMessages => {
  const messages = entries.filter((entry) => entry !== null).slice(0, MAX_SAVED_MESSAGES);
  return { messages, skipped: entries.length - messages.length };
};

const ownSchema = z.object({ kind: z.literal(EXPORT_KIND), messages: z.array(z.unknown()) });
const messageSchema = savedMessageSchema.omit({ id: true });

/** What Packet Sender keeps of a packet, by the names of its fields in lower case. */
type PacketFields = Readonly<Record<string, string>>;

/**
 * A packet of Packet Sender (src/packet.cpp of github.com/dannagle/PacketSender, `saveToDB` and `ExportJSON`, the same
 * fields in Debian's packetsender 8): `hexString` is the payload, `toIP`, `port` and `tcpOrUdp` whom it goes to. Its
 * HTTP requests are not bytes but a path and a form, and are left out.
 */
const packetOf = (fields: PacketFields): ReadMessage | null => {
  const { name = '', hexstring = '', toip = '', port = '', tcporudp = '' } = fields;
  const hex = parseHex(hexstring);
  if (!hex.ok || hexstring.length > MAX_SAVED_CHARACTERS || /http/i.test(tcporudp)) return null;
  const where = toip === '' ? '' : `${toip.includes(':') ? `[${toip}]` : toip}:${port}`;
  return {
    ...blank(name.slice(0, 100)),
    endpoint: `${tcporudp.toUpperCase()} ${where}`.trim().slice(0, 100),
    draft: { format: 'hex', hex: formatHex(hex.bytes) },
  };
};

const readPacketIni = (text: string): ReadMessages | null => {
  const packets = [...readIni(text)].flatMap(([section, keys]) =>
    keys.has('hexString')
      ? [
          {
            name: section,
            ...Object.fromEntries([...keys].map(([key, value]) => [key.toLowerCase(), value])),
          },
        ]
      : [],
  );
  return packets.length === 0 ? null : gather(packets.map(packetOf));
};

const packetJsonSchema = z.array(z.record(z.string(), z.unknown()));

const readJson = (text: string): ReadMessages | null => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const own = ownSchema.safeParse(json);
  if (own.success) {
    return gather(
      own.data.messages.map((one) => {
        const message = messageSchema.safeParse(one);
        return message.success ? message.data : null;
      }),
    );
  }
  const packets = packetJsonSchema.safeParse(json);
  if (!packets.success || !packets.data.some((packet) => typeof packet.hexstring === 'string')) return null;
  const texts = packets.data.map((packet) =>
    Object.fromEntries(Object.entries(packet).filter(([, value]) => typeof value === 'string')),
  );
  return gather(texts.map((packet) => packetOf(packet as PacketFields)));
};

/** As much of a message as makes its name, in characters. */
const NAME = 40;

const nameOf = (line: string): string => (line.length > NAME ? `${line.slice(0, NAME - 1)}…` : line);

/** A line is a message: in hex when all of them are, otherwise text with escapes. Comments begin with `#`. */
const readLines = (text: string): ReadMessages => {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  // A word like `feed` is no hex on its own: numbers of two digits, or prefixes, are.
  const allHex = lines.every((line) => /\d|^(?:[0-9a-f]{2}[\s:,-])+/i.test(line) && parseHex(line).ok);
  return gather(
    lines.map((line) => {
      if (line.length > MAX_SAVED_CHARACTERS || /[\0\ufffd]/.test(line)) return null;
      if (!allHex) {
        const draft = {
          format: 'text',
          text: line,
          encoding: 'utf-8',
          lineEnding: 'none',
          raw: false,
        } as const;
        return { ...blank(nameOf(line)), draft };
      }
      const hex = parseHex(line);
      return hex.ok ? { ...blank(nameOf(line)), draft: { format: 'hex', hex: formatHex(hex.bytes) } } : null;
    }),
  );
};

/**
 * The messages of a file, whatever it is: exported by Porthole, Packet Sender's packets (.ini or JSON), or a plain
 * list with one message a line.
 */
export const readMessages = (text: string): ReadMessages => {
  const plain = text.replace(/^\ufeff/, '');
  return readJson(plain) ?? readPacketIni(plain) ?? readLines(plain);
};
