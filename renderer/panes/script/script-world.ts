/** What a script finds in its world, for completion and for the reference: the words stand in `i18n` under `script`. */
export interface WorldEntry {
  /** As it is written: `console.log`. */
  readonly name: string;
  readonly shape: string;
  readonly word: WorldWord;
  readonly kind: 'function' | 'property' | 'method';
}

export type WorldWord =
  | 'onOpen'
  | 'onData'
  | 'onMessage'
  | 'onClose'
  | 'every'
  | 'after'
  | 'cancel'
  | 'connections'
  | 'sendTo'
  | 'endpoint'
  | 'hex'
  | 'toHex'
  | 'bytes'
  | 'text'
  | 'concat'
  | 'template'
  | 'checksum'
  | 'variables'
  | 'console'
  | 'cSend'
  | 'cState'
  | 'cPeer'
  | 'cClose'
  | 'cFinish'
  | 'cReset'
  | 'cOpen';

export const WORLD: readonly WorldEntry[] = [
  { name: "on('open', …)", shape: '(c) => {}', word: 'onOpen', kind: 'function' },
  { name: "on('data', …)", shape: '(c, bytes) => {}', word: 'onData', kind: 'function' },
  { name: "on('message', …)", shape: '(c, bytes) => {}', word: 'onMessage', kind: 'function' },
  { name: "on('close', …)", shape: '(c) => {}', word: 'onClose', kind: 'function' },
  { name: 'every', shape: '(ms, () => {})', word: 'every', kind: 'function' },
  { name: 'after', shape: '(ms, () => {})', word: 'after', kind: 'function' },
  { name: 'cancel', shape: '(timer)', word: 'cancel', kind: 'function' },
  { name: 'connections', shape: '(): Connection[]', word: 'connections', kind: 'function' },
  { name: 'sendTo', shape: "('host:port', ...parts)", word: 'sendTo', kind: 'function' },
  { name: 'hex', shape: '(text): Uint8Array', word: 'hex', kind: 'function' },
  { name: 'toHex', shape: '(...parts): string', word: 'toHex', kind: 'function' },
  { name: 'bytes', shape: "(text, 'gbk'): Uint8Array", word: 'bytes', kind: 'function' },
  { name: 'text', shape: "(bytes, 'utf-8'): string", word: 'text', kind: 'function' },
  { name: 'concat', shape: '(...parts): Uint8Array', word: 'concat', kind: 'function' },
  { name: 'template', shape: '(text, { name: value }): Uint8Array', word: 'template', kind: 'function' },
  { name: 'checksum', shape: "('CRC-16/MODBUS', ...parts): Uint8Array", word: 'checksum', kind: 'function' },
  { name: 'variables.get', shape: '(name): string', word: 'variables', kind: 'function' },
  { name: 'variables.set', shape: '(name, value)', word: 'variables', kind: 'function' },
  { name: 'console.log', shape: '(...values)', word: 'console', kind: 'function' },
  { name: 'console.warn', shape: '(...values)', word: 'console', kind: 'function' },
  { name: 'console.error', shape: '(...values)', word: 'console', kind: 'function' },
  { name: 'endpoint', shape: '.name .role .protocol .address .port', word: 'endpoint', kind: 'property' },
  { name: 'send', shape: '(...parts)', word: 'cSend', kind: 'method' },
  { name: 'state', shape: ': {}', word: 'cState', kind: 'method' },
  { name: 'peer', shape: ': string', word: 'cPeer', kind: 'method' },
  { name: 'local', shape: ': string', word: 'cPeer', kind: 'method' },
  { name: 'isOpen', shape: ': boolean', word: 'cOpen', kind: 'method' },
  { name: 'close', shape: '()', word: 'cClose', kind: 'method' },
  { name: 'finish', shape: '()', word: 'cFinish', kind: 'method' },
  { name: 'reset', shape: '()', word: 'cReset', kind: 'method' },
];
