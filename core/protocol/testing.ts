import type { Protocol, ProtocolField } from './protocol';

/** For tests: a field as it is at first, and a protocol that has some of everything. */
export const fieldWith = (name: string, more: Partial<ProtocolField> = {}): ProtocolField => ({
  name,
  title: name,
  kind: 'uint',
  size: { of: 'bytes', bytes: 1 },
  order: 'big',
  texts: [],
  bits: [],
  repeat: { of: 'once' },
  condition: null,
  checksum: null,
  ...more,
});

export const METER: Protocol = {
  name: 'meter',
  title: "A meter's message",
  tcpPorts: '',
  udpPorts: '40005,40010-40011',
  fields: [
    fieldWith('magic', { kind: 'bytes', size: { of: 'bytes', bytes: 2 } }),
    fieldWith('kind', {
      texts: [
        { value: 1, text: 'Hello' },
        { value: 2, text: "Reading's \\ end\n" },
      ],
    }),
    fieldWith('flags', {
      size: { of: 'bytes', bytes: 2 },
      order: 'little',
      bits: [
        { name: 'alarm', title: 'Alarm', first: 15, width: 1, texts: [] },
        { name: 'mode', title: 'Mode', first: 1, width: 3, texts: [{ value: 5, text: 'Fast' }] },
      ],
    }),
    fieldWith('count'),
    fieldWith('name_length', { size: { of: 'bytes', bytes: 2 } }),
    fieldWith('name', { kind: 'text', size: { of: 'field', field: 'name_length', plus: -2 } }),
    fieldWith('values', {
      kind: 'int',
      size: { of: 'bytes', bytes: 3 },
      order: 'little',
      repeat: { of: 'field', field: 'count' },
    }),
    fieldWith('scale', {
      kind: 'float',
      size: { of: 'bytes', bytes: 4 },
      condition: { field: 'kind', is: '==', value: 2 },
    }),
    fieldWith('serial', {
      size: { of: 'bytes', bytes: 8 },
      condition: { field: 'alarm', is: '==', value: 1 },
    }),
    fieldWith('rest', { kind: 'bytes', size: { of: 'rest' } }),
    fieldWith('crc', {
      kind: 'checksum',
      size: { of: 'bytes', bytes: 2 },
      order: 'little',
      checksum: { name: 'CRC-16/MODBUS', from: 'kind' },
    }),
  ],
};
