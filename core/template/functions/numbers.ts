import { writeFloat16 } from '../../payload/floats';
import type { TemplateFunction } from '../arguments';
import { refuse } from '../fault';
import { INTEGER_TYPES, type IntegerType, readUnsigned, varint, writeInteger } from '../integers';
import { bytesValue, numberValue } from '../value';

const integer = (type: IntegerType): TemplateFunction => ({
  name: type.name,
  gives: 'bytes',
  parameters: [{ name: 'value', takes: 'value', required: true }],
  build: (args) => {
    const { make, wraps, needs, constant, place } = args.number('value');
    const out = new Uint8Array(type.bytes);
    // What never fits is said while it is typed.
    if (constant !== null) writeInteger(out, constant, type, false, place);
    return bytesValue(
      args.place,
      type.bytes,
      (run) => {
        writeInteger(out, make(run), type, wraps, place);
        return out;
      },
      needs,
    );
  },
});

const float = (bits: 16 | 32 | 64, littleEndian: boolean): TemplateFunction => ({
  name: `f${bits}${littleEndian ? 'le' : ''}`,
  gives: 'bytes',
  parameters: [{ name: 'value', takes: 'value', required: true }],
  build: (args) => {
    const { make, needs } = args.number('value');
    const out = new Uint8Array(bits / 8);
    const view = new DataView(out.buffer);
    const write =
      bits === 16
        ? (value: number) => view.setUint16(0, writeFloat16(value), littleEndian)
        : bits === 32
          ? (value: number) => view.setFloat32(0, value, littleEndian)
          : (value: number) => view.setFloat64(0, value, littleEndian);
    return bytesValue(
      args.place,
      bits / 8,
      (run) => {
        write(Number(make(run)));
        return out;
      },
      needs,
    );
  },
});

const reading = (name: string, littleEndian: boolean): TemplateFunction => ({
  name,
  gives: 'number',
  parameters: [{ name: 'bytes', takes: 'value', required: true }],
  build: (args) => {
    const value = args.given('bytes');
    const make = args.builder.bytes(value);
    return numberValue(
      args.place,
      (run) => {
        const bytes = make(run);
        if (bytes.length > 8) refuse('ETEMPLATE_LONG', value.place, { length: bytes.length, size: 8 });
        return readUnsigned(bytes, littleEndian);
      },
      { needs: value.needs },
    );
  },
});

/** Numbers as bytes, and bytes as numbers. */
export const NUMBER_FUNCTIONS: readonly TemplateFunction[] = [
  ...INTEGER_TYPES.map(integer),
  ...([16, 32, 64] as const).flatMap((bits) => [float(bits, false), float(bits, true)]),
  {
    name: 'varint',
    gives: 'bytes',
    parameters: [{ name: 'value', takes: 'value', required: true }],
    build: (args) => {
      const { make, needs, place } = args.number('value');
      return bytesValue(args.place, null, (run) => varint(make(run), place), needs);
    },
  },
  reading('uint', false),
  reading('uintle', true),
];
