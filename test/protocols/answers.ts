import type { Rule, RuleAction, RuleCondition } from '../../core/contract/rules';
import { hexDraft, newCondition, newRule, textDraft } from '../../core/rules/new-rule';

// What Porthole's servers answer where no real one is at hand: rules, as a person would type them.

type Answering = Omit<Rule, 'id'>;

const rule = (when: Partial<RuleCondition>, ...actions: readonly RuleAction[]): Answering => {
  const { id: _, ...rest } = newRule('', { when: newCondition(when), actions: [...actions] });
  return rest;
};
const hex = (source: string): RuleAction => ({
  kind: 'reply',
  draft: hexDraft(source),
  delay: '',
  jitter: '',
});
const text = (source: string): RuleAction => ({
  kind: 'reply',
  draft: textDraft(source),
  delay: '',
  jitter: '',
});
const hexOf = (words: string): string => Buffer.from(words).toString('hex');

/** `plc.test` has two addresses, a mail server and a text; other names do not exist (RFC 1035). */
const NAME = `03 ${hexOf('plc')} 04 ${hexOf('test')} 00`;
const QUESTION = '{{$message[12:14]}}';
const response = (flags: string, answers: number, records: string): RuleAction =>
  hex(`{{$message[0:2]}} ${flags} 00 01 00 0${answers} 00 00 00 00 ${QUESTION} ${records}`);
const record = (type: string, bytes: number, data: string): string =>
  `C0 0C 00 ${type} 00 01 00 00 00 3C 00 ${bytes.toString(16).padStart(2, '0')} ${data}`;
const asked = (type: string): Partial<RuleCondition> => ({
  trigger: 'hex',
  how: 'contains',
  hex: `${NAME} 00 ${type} 00 01`,
});
export const NAME_SERVER: readonly Answering[] = [
  rule(
    asked('01'),
    response('81 80', 2, `${record('01', 4, '7F 00 00 01')} ${record('01', 4, '7F 00 00 02')}`),
  ),
  rule(asked('0F'), response('81 80', 1, record('0F', 9, `00 0A 04 ${hexOf('mail')} C0 0C`))),
  rule(asked('10'), response('81 80', 1, record('10', 6, `05 ${hexOf('hello')}`))),
  rule({ trigger: 'any' }, response('81 83', 0, '')),
];

/** Takes every client and every topic; who subscribes gets one message, and is then let go (MQTT 3.1.1). */
export const BROKER: readonly Answering[] = [
  rule({ trigger: 'hex', how: 'starts', hex: '10' }, hex('20 02 00 00')),
  rule(
    { trigger: 'hex', how: 'starts', hex: '82' },
    hex('90 03 {{$message[2:2]}} 00'),
    hex(`30 0C 00 06 ${hexOf('plc/on')} ${hexOf('true')}`),
    { kind: 'finish' },
  ),
];

/** One table of one row, whatever is asked, but for what begins with `selec ` (PostgreSQL's protocol 3.0). */
const message = (type: string, body: string): string => {
  const bytes = body.replaceAll(' ', '');
  const length = (bytes.length / 2 + 4).toString(16).padStart(8, '0');
  return `${hexOf(type)} ${length} ${bytes}`;
};
const cString = (words: string): string => `${hexOf(words)}00`;
const setting = (name: string, value: string): string => message('S', cString(name) + cString(value));
const column = (name: string, type: string, size: string): string =>
  `${cString(name)} 00000000 0000 ${type} ${size} ffffffff 0000`;
const READY = message('Z', hexOf('I'));
export const DATABASE: readonly Answering[] = [
  rule(
    { trigger: 'hex', how: 'contains', hex: '00 03 00 00' },
    hex(
      [
        message('R', '00000000'),
        setting('server_version', '15.0'),
        setting('client_encoding', 'UTF8'),
        setting('DateStyle', 'ISO'),
        message('K', '00001267 00abcdef'),
        READY,
      ].join(' '),
    ),
  ),
  rule(
    { trigger: 'regex', regex: '^Q.{4}selec ' },
    hex(
      `${message('E', `${hexOf('S')}${cString('ERROR')}${hexOf('C')}${cString('42601')}${hexOf('M')}${cString('syntax error')}00`)} ${READY}`,
    ),
  ),
  rule(
    { trigger: 'hex', how: 'starts', hex: hexOf('Q') },
    hex(
      [
        message('T', `0002 ${column('sensor', '00000019', 'ffff')} ${column('temp', '000002bd', '0008')}`),
        message('D', `0002 00000003 ${hexOf('plc')} 00000004 ${hexOf('21.5')}`),
        message('C', cString('SELECT 1')),
        READY,
      ].join(' '),
    ),
  ),
];

/** Keeps nothing, and has the same under every name (memcached's text protocol). */
export const CACHE: readonly Answering[] = [
  rule({ trigger: 'text', text: 'set ' }, text('STORED\\r\\n')),
  rule(
    { trigger: 'regex', regex: '^gets? (?<name>[^ \\r]+)' },
    text('VALUE {{$name}} 0 4\\r\\n21.5\\r\\nEND\\r\\n'),
  ),
  rule({ trigger: 'text', text: 'stats' }, text('STAT pid 4711\\r\\nSTAT version 1.6.18\\r\\nEND\\r\\n')),
  rule({ trigger: 'text', text: 'version' }, text('VERSION 1.6.18\\r\\n')),
];

export const ECHO: readonly Answering[] = [rule({ trigger: 'any' }, text('{{$message}}'))];
