import type { Arguments, Parameter, TemplateFunction } from '../arguments';
import { refuse } from '../fault';
import { bytesValue, numberValue, type Run, textValue } from '../value';

const SEED: Parameter = { name: 'seed', takes: 'constant' };
const MAX_BYTES = 16 * 1024 * 1024;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

const seedOf = (args: Arguments): number | null =>
  args.has('seed') ? args.whole('seed', 0, 0, 2 ** 32 - 1) : null;

/** How many: always as many, or from one number to another. */
const amount = (args: Arguments): { readonly least: number; readonly most: number } => {
  const least = args.whole('length', 1, 0, MAX_BYTES);
  return { least, most: args.whole('most', least, least, MAX_BYTES) };
};

const chosen = ({ least, most }: ReturnType<typeof amount>, run: Run, seed: number | null): number =>
  most === least ? least : least + run.random(seed).under(most - least + 1);

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

export const RANDOM_FUNCTIONS: readonly TemplateFunction[] = [
  {
    name: 'random',
    gives: 'bytes',
    parameters: [
      { name: 'length', takes: 'constant', required: true },
      { name: 'most', takes: 'constant' },
      SEED,
    ],
    build: (args) => {
      const length = amount(args);
      const seed = seedOf(args);
      const out = new Uint8Array(length.most);
      return bytesValue(args.place, length.least === length.most ? length.least : null, (run) => {
        const random = run.random(seed);
        const bytes = out.subarray(0, chosen(length, run, seed));
        for (let i = 0; i < bytes.length; i++) bytes[i] = random.next() >>> 24;
        return bytes;
      });
    },
  },
  {
    name: 'randint',
    gives: 'number',
    parameters: [
      { name: 'low', takes: 'constant', required: true },
      { name: 'high', takes: 'constant', required: true },
      SEED,
      { name: 'width', takes: 'constant' },
      { name: 'radix', takes: 'constant' },
    ],
    build: (args) => {
      const low = args.whole('low', 0, -(2 ** 51), 2 ** 51);
      const high = args.whole('high', 0, -(2 ** 51), 2 ** 51);
      if (high < low)
        refuse('ETEMPLATE_RANGE', args.placeOf('high'), { parameter: 'high', min: low, max: 2 ** 51 });
      const seed = seedOf(args);
      return numberValue(args.place, (run) => low + run.random(seed).under(high - low + 1), {
        wraps: true,
        width: args.whole('width', 0, 0, 100),
        radix: args.whole('radix', 10, 2, 36),
      });
    },
  },
  {
    name: 'randtext',
    gives: 'text',
    parameters: [
      { name: 'length', takes: 'constant', required: true },
      { name: 'most', takes: 'constant' },
      { name: 'of', takes: 'constant' },
      SEED,
    ],
    build: (args) => {
      const length = amount(args);
      const characters = [...(args.text('of') ?? ALPHABET)];
      if (characters.length === 0) {
        refuse('ETEMPLATE_RANGE', args.placeOf('of'), { parameter: 'of', min: 1, max: MAX_BYTES });
      }
      const seed = seedOf(args);
      return textValue(args.place, (run) => {
        const random = run.random(seed);
        let text = '';
        for (let left = chosen(length, run, seed); left > 0; left--) {
          text += characters[random.under(characters.length)] ?? '';
        }
        return text;
      });
    },
  },
  {
    /** Version 4 (RFC 9562). */
    name: 'uuid',
    gives: 'text',
    parameters: [SEED],
    build: (args) => {
      const seed = seedOf(args);
      return textValue(args.place, (run) => {
        const { next } = run.random(seed);
        const variant = hex(0x8000 | (next() >>> 18), 4);
        return `${hex(next(), 8)}-${hex(next() >>> 16, 4)}-4${hex(next() >>> 20, 3)}-${variant}-${hex(next(), 8)}${hex(next() >>> 16, 4)}`;
      });
    },
  },
];
