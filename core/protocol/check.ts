import type { Failure } from '../contract/failure';
import type { Protocol, ProtocolField } from '../contract/protocol';
import { fail, ok, type Result } from '../contract/result';
import { ALGORITHMS, algorithmBytes } from './algorithms';
import type { ProtocolCode } from './codes';
import { bytesBehind, isNumber, placeOf } from './layout';

const SIZES: Readonly<Record<'uint' | 'int' | 'float', readonly number[]>> = {
  uint: [1, 2, 3, 4, 8],
  int: [1, 2, 3, 4, 8],
  float: [4, 8],
};

const fits = ({ kind, size, repeat, checksum }: ProtocolField): boolean => {
  if (kind === 'text' || kind === 'bytes') return size.of === 'bytes' || repeat.of === 'once';
  if (size.of !== 'bytes') return false;
  if (kind !== 'checksum') return SIZES[kind].includes(size.bytes);
  const algorithm = checksum === null ? undefined : ALGORITHMS.get(checksum.name);
  return repeat.of === 'once' && algorithm !== undefined && algorithmBytes(algorithm) === size.bytes;
};

/** Names of numbers that a field asks for: for its size, its repeats, its condition. */
const asked = ({ size, repeat, condition }: ProtocolField): readonly string[] => [
  ...(size.of === 'field' ? [size.field] : []),
  ...(repeat.of === 'field' ? [repeat.field] : []),
  ...(condition === null ? [] : [condition.field]),
];

const bitsFit = ({ kind, size, bits }: ProtocolField): boolean =>
  bits.length === 0 ||
  (kind === 'uint' &&
    size.of === 'bytes' &&
    size.bytes <= 4 &&
    bits.every(({ first, width }) => first + width <= size.bytes * 8));

/** What is wrong with the field at a place; null: nothing. */
const faultOf = (protocol: Protocol, field: ProtocolField, place: number): ProtocolCode | null => {
  const names = [field, ...field.bits].map(({ name }) => name);
  const before = protocol.fields.slice(0, place).flatMap((one) => [one, ...one.bits].map(({ name }) => name));
  if (names.some((name, i) => before.includes(name) || names.indexOf(name) !== i)) return 'EPROTOCOL_TWICE';
  if (!fits(field)) return field.kind === 'checksum' ? 'EPROTOCOL_CHECKSUM' : 'EPROTOCOL_SIZE';
  const takesRest = field.size.of === 'rest' || field.repeat.of === 'rest';
  if (takesRest && bytesBehind(protocol, place) === null) return 'EPROTOCOL_REST';
  const known = (name: string): boolean => {
    const one = protocol.fields[placeOf(protocol, name)];
    return one !== undefined && placeOf(protocol, name) < place && isNumber(one);
  };
  if (!asked(field).every(known)) return 'EPROTOCOL_REFERENCE';
  if (!bitsFit(field)) return 'EPROTOCOL_BITS';
  const from = field.checksum === null ? 0 : placeOf(protocol, field.checksum.from);
  if (field.kind === 'checksum' && (from < 0 || from >= place)) return 'EPROTOCOL_CHECKSUM';
  return null;
};

/** The first thing that is wrong with a description, with the number (from 1) and title of its field. */
export const checkProtocol = (protocol: Protocol): Result<null> => {
  if (protocol.fields.length === 0) return fail({ code: 'EPROTOCOL_EMPTY' });
  for (const [place, field] of protocol.fields.entries()) {
    const code = faultOf(protocol, field, place);
    const failure: Failure | null =
      code === null ? null : { code, params: { number: place + 1, field: field.title } };
    if (failure !== null) return fail(failure);
  }
  return ok(null);
};
