import type { TemplateFunction } from '../arguments';
import { refuse } from '../fault';
import { bytesValue, numberValue, type Run, textValue, type Value } from '../value';

const FORMS = ['iso', 's', 'ms', 'us', 'ns', 'ntp', 'bcd'] as const;
type Form = (typeof FORMS)[number];
const ZONES = ['utc', 'local'] as const;

/** Seconds from 1900 to 1970: the NTP era 0 (RFC 5905). */
const NTP_OFFSET = 2_208_988_800n;
const BILLION = 1_000_000_000n;

const two = (value: number): string => String(value).padStart(2, '0');

/** `yyyy yy MM dd HH mm ss SSS`; everything else stands for itself. */
const formatted = (milliseconds: number, format: string, local: boolean): string => {
  // In local time the parts of the clock on the wall are read as if they were UTC.
  const offset = local ? new Date(milliseconds).getTimezoneOffset() * 60_000 : 0;
  const date = new Date(milliseconds - offset);
  const parts: Readonly<Record<string, string>> = {
    yyyy: String(date.getUTCFullYear()).padStart(4, '0'),
    yy: two(date.getUTCFullYear() % 100),
    MM: two(date.getUTCMonth() + 1),
    dd: two(date.getUTCDate()),
    HH: two(date.getUTCHours()),
    mm: two(date.getUTCMinutes()),
    ss: two(date.getUTCSeconds()),
    SSS: String(date.getUTCMilliseconds()).padStart(3, '0'),
  };
  return format.replace(/yyyy|yy|MM|dd|HH|mm|ss|SSS/g, (part) => parts[part] ?? part);
};

const millisecondsOf = (run: Run): number => Number(run.instant() / 1_000_000n);

/** 64 bits: seconds since 1900 and a binary fraction of them. */
const writeNtp = (out: Uint8Array, nanoseconds: bigint): void => {
  const seconds = BigInt.asUintN(32, nanoseconds / BILLION + NTP_OFFSET);
  const fraction = ((nanoseconds % BILLION) << 32n) / BILLION;
  new DataView(out.buffer).setBigUint64(0, (seconds << 32n) | fraction);
};

const PER: Readonly<Record<'s' | 'ms' | 'us', bigint>> = { s: BILLION, ms: 1_000_000n, us: 1000n };

const build = (form: Form, local: boolean, place: Value['place']): Value => {
  switch (form) {
    case 'iso':
      return textValue(place, (run) =>
        local
          ? formatted(millisecondsOf(run), 'yyyy-MM-ddTHH:mm:ss.SSS', true)
          : new Date(millisecondsOf(run)).toISOString(),
      );
    case 's':
    case 'ms':
    case 'us':
      return numberValue(place, (run) => Number(run.instant() / PER[form]), { wraps: true });
    case 'ns':
      return numberValue(place, (run) => run.instant(), { wraps: true });
    case 'ntp': {
      const out = new Uint8Array(8);
      return bytesValue(place, 8, (run) => {
        writeNtp(out, run.instant());
        return out;
      });
    }
    case 'bcd': {
      const out = new Uint8Array(7);
      return bytesValue(place, 7, (run) => {
        const digits = formatted(millisecondsOf(run), 'yyyyMMddHHmmss', local);
        for (let i = 0; i < 7; i++) out[i] = Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16);
        return out;
      });
    }
  }
};

export const CLOCK_FUNCTIONS: readonly TemplateFunction[] = [
  {
    name: 'time',
    gives: 'text',
    parameters: [
      { name: 'form', takes: 'word', words: FORMS },
      { name: 'zone', takes: 'word', words: ZONES },
      { name: 'format', takes: 'constant' },
    ],
    build: (args) => {
      const local = args.word('zone', ZONES, 'utc') === 'local';
      const format = args.text('format');
      if (format === null) return build(args.word('form', FORMS, 'iso'), local, args.place);
      if (args.has('form')) refuse('ETEMPLATE_TWICE', args.placeOf('format'), { parameter: 'form' });
      return textValue(args.place, (run) => formatted(millisecondsOf(run), format, local));
    },
  },
];
