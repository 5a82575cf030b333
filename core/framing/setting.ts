import type { Failure } from '../contract/failure';
import type { FramingSetting } from '../contract/framing';
import { parseWhole } from '../contract/parse';
import { regexFault } from '../filter/regex-fault';
import { encodeDraft } from '../payload/draft';
import { createFramer, DEFAULT_MOST, type Framer, type FramerStand } from './framer';
import type { Framing } from './framing';

/** The longest message that can be asked for: it is kept in memory until it is whole. In bytes. */
const MOST_MOST = 64 * 1024 * 1024;
const LENGTH_BOUNDS = { min: 1, max: MOST_MOST };
const OFFSET_BOUNDS = { min: 0, max: 65_535 };
const IDLE_BOUNDS = { min: 1, max: 86_400_000 };
const ADJUSTMENT = /^-?\d{1,9}$/;

/** Something in the setting is wrong; `field` says where. `params.at` is a place in that field, from 1. */
export interface FramingFault {
  readonly field: keyof FramingSetting;
  readonly failure: Failure;
}

export type ReadFraming =
  | {
      readonly ok: true;
      readonly framing: Framing;
      /** The longest message, in bytes. */
      readonly most: number;
      /** A framer for one direction of one stream, from its beginning or from where another stood. */
      readonly framer: (stand?: FramerStand) => Framer;
    }
  | { readonly ok: false; readonly fault: FramingFault };

class Refusal extends Error {
  constructor(readonly fault: FramingFault) {
    super(fault.failure.code);
  }
}

const refuse = (field: keyof FramingSetting, failure: Failure): never => {
  throw new Refusal({ field, failure });
};

const bytesOf = (setting: FramingSetting, field: 'delimiter' | 'start' | 'end'): Uint8Array => {
  const draft = { format: 'text', text: setting[field], encoding: 'utf-8', lineEnding: 'none', raw: false };
  const encoded = encodeDraft(draft as Parameters<typeof encodeDraft>[0]);
  if (!encoded.ok) {
    const { code, at, params } = encoded.error;
    return refuse(field, { code, params: { ...params, at: at + 1 } });
  }
  return encoded.bytes.length > 0 ? encoded.bytes : refuse(field, { code: 'EFRAMING_SETTING' });
};

const whole = (
  setting: FramingSetting,
  field: 'length' | 'offset' | 'idle' | 'most',
  bounds: { readonly min: number; readonly max: number },
  fallback: number | null,
): number => {
  if (setting[field].trim() === '') return fallback ?? refuse(field, { code: 'EFRAMING_SETTING' });
  const read = parseWhole(setting[field], `framing_${field}`, bounds, 0);
  return read.ok ? read.value : refuse(field, read.failure);
};

const adjustmentOf = ({ adjustment }: FramingSetting): number => {
  const text = adjustment.trim();
  if (text === '' || ADJUSTMENT.test(text)) return Number(text);
  const params = { field: 'framing_adjustment', value: text, min: -999_999_999, max: 999_999_999 };
  return refuse('adjustment', { code: 'EINVAL_NUMBER', params });
};

const framingOf = (setting: FramingSetting): Framing => {
  const { kind, keep, order, includesHeader } = setting;
  switch (kind) {
    case 'raw':
    case 'slip':
    case 'cobs':
    case 'json':
      return { kind };
    case 'delimiter':
      return { kind, delimiter: bytesOf(setting, 'delimiter'), keep };
    case 'fixed':
      return { kind, length: whole(setting, 'length', LENGTH_BOUNDS, null) };
    case 'length':
      return {
        kind,
        offset: whole(setting, 'offset', OFFSET_BOUNDS, 0),
        size: ({ 1: 1, 2: 2, 3: 3, 4: 4 } as const)[setting.size],
        order,
        adjustment: adjustmentOf(setting),
        includesHeader,
      };
    case 'markers':
      return { kind, start: bytesOf(setting, 'start'), end: bytesOf(setting, 'end'), keep };
    case 'idle':
      return { kind, ms: whole(setting, 'idle', IDLE_BOUNDS, null) };
    case 'regex':
      return { kind, source: setting.regex };
  }
};

/** What a setting means, or the first thing that is wrong with it. */
export const readFraming = (setting: FramingSetting): ReadFraming => {
  try {
    const framing = framingOf(setting);
    const most = whole(setting, 'most', LENGTH_BOUNDS, DEFAULT_MOST);
    const framer = (stand?: FramerStand): Framer => {
      const made = createFramer(framing, most, stand);
      return made.ok ? made.framer : refuse(framing.kind === 'regex' ? 'regex' : 'kind', { code: made.code });
    };
    framer();
    return { ok: true, framing, most, framer };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, fault: error.fault };
    const { code, at, params } = regexFault(error, setting.regex);
    return { ok: false, fault: { field: 'regex', failure: { code, params: { ...params, at: at + 1 } } } };
  }
};
