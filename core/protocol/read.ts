import { checksumByName } from '../checksum/catalogue';
import type { Params } from '../contract/failure';
import type { DescribedBits, DescribedField, DescribedProtocol } from '../contract/protocol';
import { algorithmBytes, algorithmNamed } from './algorithms';
import { checkFields } from './check';
import type { ProtocolCode } from './codes';
import type { ProtocolFault, ProtocolPart } from './fault';
import {
  isName,
  REST,
  readCondition,
  readMost,
  readPorts,
  readRepeat,
  readSize,
  readTexts,
  readWhole,
} from './notation';
import type { Protocol, ProtocolBits, ProtocolField, ValueText } from './protocol';

export interface ReadProtocol {
  /** Null as long as anything is wrong. */
  readonly protocol: Protocol | null;
  /** The fields before the first one that has a fault: as much as can be shown of a message. */
  readonly begun: Protocol;
  /** In the order of the description. */
  readonly faults: readonly ProtocolFault[];
}

type Blame = (part: ProtocolPart, code: ProtocolCode, params?: Params, bits?: number | null) => void;

const readName = (name: string, blame: Blame, bits: number | null = null): void => {
  if (!isName(name)) blame('name', 'EPROTOCOL_NAME', { name }, bits);
  else if (name === REST) blame('name', 'EPROTOCOL_WORD', { name }, bits);
};

const textsOf = (typed: string, blame: Blame, bits: number | null = null): readonly ValueText[] => {
  const read = readTexts(typed);
  if ('texts' in read) return read.texts;
  blame('texts', 'EPROTOCOL_TEXTS', { entry: read.wrong }, bits);
  return [];
};

const readBits = (typed: DescribedBits, at: number, blame: Blame): ProtocolBits => {
  const name = typed.name.trim();
  readName(name, blame, at);
  const first = readWhole(typed.first);
  const width = typed.width.trim() === '' ? 1 : readWhole(typed.width);
  const fits =
    first !== undefined && width !== undefined && first >= 0 && first <= 31 && width >= 1 && width <= 32;
  if (!fits) blame('bits', 'EPROTOCOL_BITS_FORM', {}, at);
  return {
    name,
    title: typed.title.trim() || name,
    first: fits ? first : 0,
    width: fits ? width : 1,
    texts: textsOf(typed.texts, blame, at),
  };
};

/** Names of fields whose values have words, and of those that have bits. */
const WITH_TEXTS = ['uint', 'int'];

const readField = (typed: DescribedField, first: string, blame: Blame): ProtocolField => {
  const { kind, order } = typed;
  const name = typed.name.trim();
  readName(name, blame);
  const algorithm = kind === 'checksum' ? algorithmNamed(typed.algorithm) : undefined;
  const size =
    kind === 'checksum'
      ? { of: 'bytes' as const, bytes: algorithm === undefined ? 1 : algorithmBytes(algorithm) }
      : kind === 'textz'
        ? readMost(typed.size)
        : readSize(typed.size);
  if (size === undefined)
    blame('size', kind === 'textz' ? 'EPROTOCOL_MOST' : 'EPROTOCOL_SIZE_FORM', { typed: typed.size.trim() });
  const repeat = readRepeat(typed.repeat);
  if (repeat === undefined) blame('repeat', 'EPROTOCOL_REPEAT', { typed: typed.repeat.trim() });
  const condition = readCondition(typed.condition);
  if (condition === undefined) blame('condition', 'EPROTOCOL_CONDITION', { typed: typed.condition.trim() });
  return {
    name,
    title: typed.title.trim() || name,
    kind,
    size: size ?? { of: 'bytes', bytes: 1 },
    order,
    repeat: repeat ?? { of: 'once' },
    condition: condition ?? null,
    texts: WITH_TEXTS.includes(kind) ? textsOf(typed.texts, blame) : [],
    bits: kind === 'uint' ? typed.bits.map((bits, at) => readBits(bits, at, blame)) : [],
    checksum:
      kind === 'checksum'
        ? {
            name: checksumByName(typed.algorithm)?.name ?? typed.algorithm.trim(),
            from: typed.from.trim() || first,
          }
        : null,
  };
};

const isSame = (one: ProtocolFault, other: ProtocolFault): boolean =>
  one.field === other.field && one.bits === other.bits && one.part === other.part;

/**
 * Reads a description as a person wrote it. Never throws.
 *
 * @param taken the names of other described protocols
 */
export const readProtocol = (
  described: DescribedProtocol,
  taken: ReadonlySet<string> = new Set(),
): ReadProtocol => {
  const faults: ProtocolFault[] = [];
  const blameAt =
    (field: number | null): Blame =>
    (part, code, params = {}, bits = null) =>
      void faults.push({ field, bits, part, code, params });
  const blame = blameAt(null);
  const name = described.name.trim();
  readName(name, blame);
  if (taken.has(name)) blame('name', 'EPROTOCOL_TAKEN', { name });
  const [tcpPorts, udpPorts] = (['tcpPorts', 'udpPorts'] as const).map((part) => {
    const ports = readPorts(described[part]);
    if (ports === undefined) blame(part, 'EPROTOCOL_PORTS');
    return ports ?? '';
  });
  const first = described.fields[0]?.name.trim() ?? '';
  const fields = described.fields.map((field, place) => readField(field, first, blameAt(place)));
  // What was not understood is not blamed once more for what stands in its place.
  faults.push(...checkFields({ fields }).filter((one) => !faults.some((other) => isSame(one, other))));
  faults.sort((one, other) => (one.field ?? -1) - (other.field ?? -1));
  const whole: Protocol = {
    name,
    title: described.title.trim() || name,
    tcpPorts: tcpPorts ?? '',
    udpPorts: udpPorts ?? '',
    fields,
  };
  const faulty = faults.find(({ field }) => field !== null)?.field ?? fields.length;
  return {
    protocol: faults.length === 0 ? whole : null,
    begun: { ...whole, fields: fields.slice(0, faulty) },
    faults,
  };
};

/** The names that the others have. */
export const takenNames = (protocols: readonly DescribedProtocol[], id: string): ReadonlySet<string> =>
  new Set(
    protocols
      .slice(
        0,
        protocols.findIndex((one) => one.id === id),
      )
      .map(({ name }) => name.trim()),
  );
