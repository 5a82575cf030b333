import { type EndpointConfig, newEndpoint } from '../contract/endpoint';
import { newCondition, newRule, textDraft } from '../rules/new-rule';
import { BUILT_IN_IDS, type BuiltInId } from './built-in-ids';

/** What each of them has that a new endpoint has not. */
const CHANGES: Readonly<Record<BuiltInId, (blank: EndpointConfig) => EndpointConfig>> = {
  'built-in-echo': (blank) => ({ ...blank, autoReply: { ...blank.autoReply, mode: 'echo' } }),
  'built-in-lines': (blank) => ({
    ...blank,
    framing: { ...blank.framing, kind: 'delimiter', delimiter: '\\n' },
    autoReply: {
      ...blank.autoReply,
      // A fixed answer would be one for each chunk, however many lines are in it.
      mode: 'rules',
      rules: [
        newRule('each-line', {
          when: newCondition({ trigger: 'any' }),
          actions: [{ kind: 'reply', draft: textDraft('OK\\n'), delay: '', jitter: '' }],
        }),
      ],
    },
    composer: { ...blank.composer, lineEnding: 'lf' },
  }),
  // RFC 5426: syslog over UDP. Others on the network send to it.
  'built-in-syslog': (blank) => ({ ...blank, protocol: 'udp', address: '0.0.0.0', port: '514' }),
  // RFC 6762: the group and port of mDNS, shared with the system's own resolver.
  'built-in-mdns': (blank) => ({
    ...blank,
    protocol: 'udp',
    address: '0.0.0.0',
    port: '5353',
    options: { ...blank.options, reuseAddress: true },
    groups: [{ group: '224.0.0.251', source: '', via: '' }],
  }),
  'built-in-tls-echo': (blank) => ({
    ...blank,
    protocol: 'tls',
    port: '8443',
    autoReply: { ...blank.autoReply, mode: 'echo' },
  }),
};

/** A server to start from; null: none of these has that id. */
export const builtInPreset = (id: string): EndpointConfig | null => {
  const known = BUILT_IN_IDS.find((one) => one === id);
  return known === undefined ? null : CHANGES[known](newEndpoint(known, 'server'));
};
