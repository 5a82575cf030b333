import type { Checksum } from '../../checksum/checksum';
import { startCrc } from '../../checksum/crc';
import { CRC_WIDTHS } from '../../checksum/crc-model';
import type { Arguments, Parameter, TemplateFunction } from '../arguments';
import { type BytesValue, bytesValue, numberValue } from '../value';

const OVER: Parameter = { name: 'over', takes: 'span' };
const ORDERS = ['be', 'le'] as const;
const FORMS = ['raw', 'hex', 'HEX'] as const;

/** How a checksum is written: byte order, raw or as hex digits; and whether its own place counts as zeros. */
const WRITTEN: readonly Parameter[] = [
  OVER,
  { name: 'order', takes: 'word', words: ORDERS },
  { name: 'as', takes: 'word', words: FORMS },
  { name: 'zeroed', takes: 'word', words: ['zeroed'] },
];

const DIGITS = { hex: '0123456789abcdef', HEX: '0123456789ABCDEF' } as const;

const writeDigits = (out: Uint8Array, bytes: Uint8Array, digits: string): void => {
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    out[2 * i] = digits.charCodeAt(byte >> 4);
    out[2 * i + 1] = digits.charCodeAt(byte & 15);
  }
};

const build = (checksum: Pick<Checksum, 'size' | 'start'>, args: Arguments): BytesValue => {
  const { span, place } = args.span('over', 'before');
  const littleEndian = args.word('order', ORDERS, 'be') === 'le';
  const form = args.word('as', FORMS, 'raw');
  const zeroed = args.word('zeroed', ['zeroed'], 'zeroed') === 'zeroed' && args.has('zeroed');
  const running = checksum.start();
  const value = new Uint8Array(checksum.size);
  const out = form === 'raw' ? value : new Uint8Array(2 * checksum.size);
  return bytesValue(
    args.place,
    out.length,
    (run) => {
      running.reset();
      running.update(run.out, run.offsets[span.from] ?? 0, run.offsets[span.to] ?? 0);
      running.write(value, 0);
      if (littleEndian) value.reverse();
      if (form !== 'raw') writeDigits(out, value, DIGITS[form]);
      return out;
    },
    [{ span, of: 'content', zeroed, place }],
  );
};

/** `{{CRC-16/MODBUS}}`: every checksum by its own name. */
export const checksumFunction = (checksum: Checksum): TemplateFunction => ({
  name: checksum.name,
  gives: 'bytes',
  parameters: WRITTEN,
  build: (args) => build(checksum, args),
});

export const SPAN_FUNCTIONS: readonly TemplateFunction[] = [
  {
    name: 'len',
    gives: 'number',
    parameters: [OVER, { name: 'width', takes: 'constant' }, { name: 'radix', takes: 'constant' }],
    build: (args) => {
      const { span, place } = args.span('over', 'all');
      return numberValue(args.place, (run) => (run.offsets[span.to] ?? 0) - (run.offsets[span.from] ?? 0), {
        needs: [{ span, of: 'length', zeroed: false, place }],
        width: args.whole('width', 0, 0, 100),
        radix: args.whole('radix', 10, 2, 36),
      });
    },
  },
  {
    name: 'checksum',
    gives: 'bytes',
    parameters: [{ name: 'of', takes: 'checksum', required: true }, ...WRITTEN],
    build: (args) => build(args.checksum('of'), args),
  },
  {
    name: 'crc',
    gives: 'bytes',
    parameters: [
      ...WRITTEN,
      { name: 'width', takes: 'constant', required: true },
      { name: 'poly', takes: 'constant', required: true },
      { name: 'init', takes: 'constant' },
      { name: 'refin', takes: 'word', words: ['refin'] },
      { name: 'refout', takes: 'word', words: ['refout'] },
      { name: 'xorout', takes: 'constant' },
    ],
    build: (args) => {
      const width = args.whole('width', 16, CRC_WIDTHS.min, CRC_WIDTHS.max);
      const model = {
        width,
        poly: args.bits('poly', 0n, width),
        init: args.bits('init', 0n, width),
        refin: args.has('refin'),
        refout: args.has('refout'),
        xorout: args.bits('xorout', 0n, width),
      };
      return build({ size: Math.ceil(width / 8), start: () => startCrc(model) }, args);
    },
  },
];
