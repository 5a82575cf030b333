import type { FramingSetting } from '../contract/framing';
import type { Rule, RuleAction, RuleCondition } from '../contract/rules';
import { hexDraft, newCondition, newRule, textDraft } from './new-rule';

export const PRESETS = ['echo', 'line', 'http', 'modbus', 'scpi', 'ntp'] as const;
export type PresetName = (typeof PRESETS)[number];

/** A set of rules to start from, and the framing that they need. */
export interface Preset {
  readonly framing: Partial<FramingSetting> & Pick<FramingSetting, 'kind'>;
  readonly rules: readonly Omit<Rule, 'id'>[];
}

const text = (source: string, delay = ''): RuleAction => ({
  kind: 'reply',
  draft: textDraft(source),
  delay,
  jitter: '',
});
const hex = (source: string): RuleAction => ({
  kind: 'reply',
  draft: hexDraft(source),
  delay: '',
  jitter: '',
});
const put = (name: string, source: string): RuleAction => ({
  kind: 'variable',
  name,
  value: textDraft(source),
});
const putHex = (name: string, source: string): RuleAction => ({
  kind: 'variable',
  name,
  value: hexDraft(source),
});

const rule = (name: string, when: Partial<RuleCondition>, ...actions: RuleAction[]): Omit<Rule, 'id'> => {
  const { id: _, ...rest } = newRule('preset', { name, when: newCondition(when), actions });
  return rest;
};

const any = { trigger: 'any' } as const;
const matching = (regex: string): Partial<RuleCondition> => ({ trigger: 'regex', regex, ignoreCase: true });

const LINES = { kind: 'delimiter', delimiter: '\\n', keep: false } as const;

/** Bytes of a request: transaction 0, protocol 2, length 4, unit 6, function 7, address 8, count or value 10. */
const ADDRESS = '2*uint($message[8:2])';
const COUNT = '2*uint($message[10:2])';

/** 512 holding registers that keep what is written, and some beyond so that no read passes their end. */
const MODBUS: readonly Omit<Rule, 'id'>[] = [
  rule('512 registers', { trigger: 'start' }, putHex('registers', '00 2A 00 2B {{fill(1276)}}')),
  ...(['03', '04'] as const).map((code) =>
    rule(
      code === '03' ? 'Read holding registers' : 'Read input registers',
      { trigger: 'hex', hex: `?? ?? 00 00 00 06 ?? ${code} 00&FE ?? 00 00&80` },
      hex(
        `{{$message[0:4]}} {{u16(3 + ${COUNT})}} {{$message[6:2]}} {{u8(${COUNT})}} {{part($registers, ${ADDRESS}, ${COUNT})}}`,
      ),
    ),
  ),
  rule(
    'Write single register',
    { trigger: 'hex', hex: '?? ?? 00 00 00 06 ?? 06 00&FE ??' },
    putHex(
      'registers',
      `{{part($registers, 0, ${ADDRESS})}} {{$message[10:2]}} {{part($registers, ${ADDRESS} + 2)}}`,
    ),
    hex('{{$message}}'),
  ),
  rule(
    'Write multiple registers',
    { trigger: 'hex', hex: '?? ?? 00 00 00 ?? ?? 10 00&FE ?? 00 00&80' },
    putHex(
      'registers',
      `{{part($registers, 0, ${ADDRESS})}} {{part($message, 13, ${COUNT})}} {{part($registers, ${ADDRESS} + ${COUNT})}}`,
    ),
    hex('{{$message[0:4]}} 00 06 {{$message[6:6]}}'),
  ),
  rule(
    'Illegal data address',
    { trigger: 'regex', regex: '^[\\x00-\\xff]{7}[\\x03\\x04\\x06\\x10]' },
    hex('{{$message[0:4]}} 00 03 {{$message[6:1]}} {{u8(uint($message[7:1]) + 128)}} 02'),
  ),
  rule(
    'Illegal function',
    { ...any, length: '8-' },
    hex('{{$message[0:4]}} 00 03 {{$message[6:1]}} {{u8(uint($message[7:1]) + 128)}} 01'),
  ),
];

const SCPI: readonly Omit<Rule, 'id'>[] = [
  rule('Power on', { trigger: 'start' }, put('volts', '0.000')),
  rule('Identify', matching('^\\*IDN\\?\\s*$'), text('Porthole,Simulated supply,0,1.0\\n')),
  rule('Reset', matching('^\\*(RST|CLS)\\s*$'), put('volts', '0.000'), { kind: 'state', state: '' }),
  rule(
    'Set voltage',
    matching('^:?(?:SOURCE:|SOUR:)?VOLT(?:AGE)?\\s+(?<value>[-+.\\dE]+)\\s*$'),
    put('volts', '{{$value}}'),
  ),
  rule(
    'Ask voltage',
    matching('^:?(?:(?:SOURCE|SOUR|MEASURE|MEAS):)?VOLT(?:AGE)?(?::DC)?\\?\\s*$'),
    text('{{$volts}}\\n'),
  ),
  rule(
    'Last error',
    { ...matching('^:?SYST(?:EM)?:ERR(?:OR)?(?::NEXT)?\\?\\s*$'), state: 'error' },
    text('-113,"Undefined header"\\n'),
    { kind: 'state', state: '' },
  ),
  rule('No error', matching('^:?SYST(?:EM)?:ERR(?:OR)?(?::NEXT)?\\?\\s*$'), text('0,"No error"\\n')),
  rule('Not understood', any, { kind: 'state', state: 'error' }),
];

const page = (status: string, head: string): string =>
  `HTTP/1.1 ${status}\\r\\nContent-Type: text/plain; charset=utf-8\\r\\n${head}Content-Length: {{len(body)}}\\r\\nConnection: close\\r\\n\\r\\n`;

const HTTP: readonly Omit<Rule, 'id'>[] = [
  rule(
    '200 OK',
    { trigger: 'regex', regex: '^GET (?<path>[^ ]+) HTTP/1' },
    text(`${page('200 OK', '')}{{#body}}Porthole has {{$path}}\\r\\n{{/body}}`),
    { kind: 'close' },
  ),
  rule(
    '405 Method Not Allowed',
    any,
    text(`${page('405 Method Not Allowed', 'Allow: GET\\r\\n')}{{#body}}{{/body}}`),
    { kind: 'close' },
  ),
];

const LINE: readonly Omit<Rule, 'id'>[] = [
  rule('Greeting', { trigger: 'connect' }, text('Porthole\\r\\n> ')),
  rule('quit', matching('^quit\\s*$'), text('bye\\r\\n'), { kind: 'close' }),
  rule('set', matching('^set\\s+(?<value>.*?)\\s*$'), put('kept', '{{$value}}'), text('ok\\r\\n> ')),
  rule('get', { ...matching('^get\\s*$') }, text('{{$kept}}\\r\\n> ')),
  rule('Nothing typed', matching('^\\s*$'), text('> ')),
  rule('Not understood', any, text('? set, get, quit\\r\\n> ')),
];

/** A server of stratum 1 in the client's version (RFC 5905, figure 8). */
const ntp = (version: string, first: string, answer: string): Omit<Rule, 'id'> =>
  rule(
    version,
    { trigger: 'hex', hex: first, length: '48-' },
    hex(
      `${answer} 01 {{$message[2:1]}} EC 00 00 00 00 00 00 00 10 4C 4F 43 4C {{time(ntp)}} {{$message[40:8]}} {{time(ntp)}} {{time(ntp)}}`,
    ),
  );

/** Rules that work as they are, and show what rules can do. */
export const presetOf = (name: PresetName): Preset => {
  switch (name) {
    case 'echo':
      return { framing: { kind: 'raw' }, rules: [rule('', any, text('{{$message}}'))] };
    case 'line': {
      const start = rule('', { trigger: 'start' }, put('kept', ''));
      return { framing: LINES, rules: [start, ...LINE] };
    }
    case 'http':
      return { framing: { kind: 'delimiter', delimiter: '\\r\\n\\r\\n', keep: true }, rules: HTTP };
    case 'modbus':
      return {
        framing: {
          kind: 'length',
          offset: '4',
          size: '2',
          order: 'be',
          adjustment: '0',
          includesHeader: false,
          most: '260',
        },
        rules: MODBUS,
      };
    case 'scpi':
      return { framing: LINES, rules: SCPI };
    case 'ntp':
      return {
        framing: { kind: 'raw' },
        rules: [ntp('NTP 4', '23&3F', '24'), ntp('NTP 3', '1B&3F', '1C')],
      };
  }
};
