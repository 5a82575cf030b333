import type { BuiltInId } from '../../../core/preset/built-in-ids';

/** What each built-in preset is called, and what it is for. */
export const BUILT_IN_WORDS = {
  'built-in-echo': { name: 'echo', note: 'echoNote' },
  'built-in-lines': { name: 'lines', note: 'linesNote' },
  'built-in-syslog': { name: 'syslog', note: 'syslogNote' },
  'built-in-mdns': { name: 'mdns', note: 'mdnsNote' },
  'built-in-tls-echo': { name: 'tlsEcho', note: 'tlsEchoNote' },
} as const satisfies Record<BuiltInId, { readonly name: string; readonly note: string }>;
