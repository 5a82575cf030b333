import { plainName } from '../../../core/checksum/catalogue';
import { ALGORITHMS } from '../../../core/protocol/algorithms';

/** Those that protocols use most come first. */
export const COMMON = [
  'CRC-16/MODBUS',
  'CRC-16/IBM-3740',
  'CRC-16/XMODEM',
  'CRC-32/ISO-HDLC',
  'SUM-8',
  'XOR-8',
  'LRC',
];

const OFFERED = [...COMMON, ...[...ALGORITHMS.keys()].filter((name) => !COMMON.includes(name))];

/** The algorithms whose names have what is typed; all of them once it is one of them. */
export const algorithmChoices = (
  typed: string,
): readonly { readonly value: string; readonly label: string }[] => {
  const wanted = ALGORITHMS.has(typed) ? '' : plainName(typed);
  return OFFERED.filter((name) => plainName(name).includes(wanted)).map((value) => ({ value, label: value }));
};
