import { ALGORITHMS } from './algorithms';
import type { ProtocolCode } from './codes';
import type { ProtocolFault, ProtocolPart } from './fault';
import { bytesBehind, placeOf, placeOfNumber } from './layout';
import type { Protocol, ProtocolField } from './protocol';

const SIZES: Readonly<Record<'uint' | 'int' | 'float', readonly number[]>> = {
  uint: [1, 2, 3, 4, 8],
  int: [1, 2, 3, 4, 8],
  float: [4, 8],
};

const sizeFits = ({ kind, size }: ProtocolField): boolean => {
  if (kind === 'textz' || size.of === 'zero') return kind === 'textz' && size.of === 'zero';
  if (kind === 'text' || kind === 'bytes' || kind === 'checksum') return true;
  return size.of === 'bytes' && SIZES[kind].includes(size.bytes);
};

const bitsFit = ({ kind, size, bits }: ProtocolField): boolean =>
  bits.length === 0 || (kind === 'uint' && size.of === 'bytes' && size.bytes <= 4);

/** What the parts of a field demand of each other, and of the fields before it. */
const faultsOf = (protocol: Pick<Protocol, 'fields'>, place: number): readonly ProtocolFault[] => {
  const field = protocol.fields[place];
  if (field === undefined) return [];
  const found: ProtocolFault[] = [];
  const blame = (part: ProtocolPart, code: ProtocolCode, bits: number | null = null): void =>
    void found.push({ field: place, bits, part, code, params: {} });
  const { kind, size, repeat, condition, checksum } = field;

  const taken = new Set(
    protocol.fields.slice(0, place).flatMap((one) => [one, ...one.bits].map(({ name }) => name)),
  );
  for (const [at, { name }] of [field, ...field.bits].entries()) {
    if (taken.has(name)) blame('name', 'EPROTOCOL_TWICE', at === 0 ? null : at - 1);
    taken.add(name);
  }
  const known = (name: string): boolean => {
    const at = placeOfNumber(protocol, name);
    return at !== -1 && at < place;
  };
  if (!sizeFits(field)) blame('size', 'EPROTOCOL_SIZE');
  if (size.of === 'field' && !known(size.field)) blame('size', 'EPROTOCOL_REFERENCE');
  if (repeat.of === 'field' && !known(repeat.field)) blame('repeat', 'EPROTOCOL_REFERENCE');
  if (condition !== null && !known(condition.field)) blame('condition', 'EPROTOCOL_REFERENCE');
  const isOnce = size.of === 'field' || size.of === 'rest' || kind === 'checksum';
  if (isOnce && repeat.of !== 'once') blame('repeat', 'EPROTOCOL_ONCE');
  if ((size.of === 'rest' || repeat.of === 'rest') && bytesBehind(protocol, place) === null)
    blame(size.of === 'rest' ? 'size' : 'repeat', 'EPROTOCOL_REST');
  if (!bitsFit(field)) blame('bits', 'EPROTOCOL_BITS');
  else if (size.of === 'bytes') {
    for (const [at, { first, width }] of field.bits.entries())
      if (first + width > size.bytes * 8) blame('bits', 'EPROTOCOL_BITS', at);
  }
  if (kind === 'checksum') {
    const from = checksum === null ? -1 : placeOf(protocol, checksum.from);
    if (checksum === null || !ALGORITHMS.has(checksum.name)) blame('algorithm', 'EPROTOCOL_ALGORITHM');
    else if (from < 0 || from >= place) blame('from', 'EPROTOCOL_FROM');
  }
  return found;
};

/** What is wrong with the fields of a protocol, in their order; nothing: it can be read, written and compiled. */
export const checkFields = (protocol: Pick<Protocol, 'fields'>): readonly ProtocolFault[] =>
  protocol.fields.length === 0
    ? [{ field: null, bits: null, part: 'fields', code: 'EPROTOCOL_EMPTY', params: {} }]
    : protocol.fields.flatMap((_field, place) => faultsOf(protocol, place));
