import type { DescribedField, DescribedProtocol } from '../contract/protocol';
import type { FieldKind } from '../contract/protocol-choices';
import { compileLua } from './compile-lua';
import { readProtocol, takenNames } from './read';

const FIRST_SIZES: Readonly<Record<FieldKind, string>> = {
  uint: '1',
  int: '1',
  float: '4',
  text: 'rest',
  textz: '',
  bytes: 'rest',
  checksum: '1',
};

/** A field as it is at first. */
export const newField = (
  name: string,
  kind: FieldKind = 'uint',
  more: Partial<DescribedField> = {},
): DescribedField => ({
  name,
  title: '',
  kind,
  size: FIRST_SIZES[kind],
  order: 'big',
  repeat: '',
  condition: '',
  texts: '',
  bits: [],
  algorithm: '',
  from: '',
  ...more,
});

/** A protocol that has some of everything, to begin with. */
export const exampleProtocol = (id: string): DescribedProtocol => ({
  id,
  name: 'pump',
  title: 'Pump',
  on: true,
  tcpPorts: '',
  udpPorts: '',
  fields: [
    newField('kind', 'uint', { title: 'Kind', texts: '1 = Hello\n2 = Reading' }),
    newField('flags', 'uint', {
      title: 'Flags',
      bits: [
        { name: 'alarm', title: 'Alarm', first: '7', width: '', texts: '0 = Off; 1 = On' },
        { name: 'mode', title: 'Mode', first: '0', width: '2', texts: '' },
      ],
    }),
    newField('length', 'uint', { title: 'Length of the name' }),
    newField('name', 'text', { title: 'Name', size: 'length' }),
    newField('count', 'uint', { title: 'Number of readings', condition: 'kind == 2' }),
    newField('reading', 'int', { title: 'Reading', size: '2', repeat: 'count', condition: 'kind == 2' }),
    newField('crc', 'checksum', { title: 'Checksum', order: 'little', algorithm: 'CRC-16/MODBUS' }),
  ],
});

/** A dissector in Lua that was made of a description. */
export interface DescribedLua {
  readonly id: string;
  /** A file name that none of a person's own files can have: they have no colon. */
  readonly name: string;
  readonly text: string;
}

/** The dissectors of the descriptions that are switched on and have no faults. */
export const describedLua = (protocols: readonly DescribedProtocol[]): readonly DescribedLua[] =>
  protocols.flatMap((described) => {
    if (!described.on) return [];
    const { protocol } = readProtocol(described, takenNames(protocols, described.id));
    if (protocol === null) return [];
    return [{ id: described.id, name: `described:${protocol.name}.lua`, text: compileLua(protocol) }];
  });
