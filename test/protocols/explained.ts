type Reading = (value: string) => string;

/** How Debian's tshark 4.0 and the dissectors of 4.4 differ in a protocol: by the names of fields, with the reason. */
export interface Differences {
  /** 4.4 does not know them any more. */
  readonly gone?: readonly string[];
  /** tshark prints them, a tree does not show them; both know them. */
  readonly hidden?: readonly string[];
  /** Both know them; 4.0 has them where 4.4 has something else. */
  readonly replaced?: readonly string[];
  /** 4.4 knows more: fields that 4.0 has not, or not in such messages. */
  readonly added?: readonly string[];
  /** The same value in other words: what both are read as. */
  readonly respelt?: Readonly<Record<string, Reading>>;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Nov  3, 2026 02:04:46.338999986 UTC` in 4.0 is `2026-11-03 02:04:46.338999986Z` in 4.4; 4.0 calls zero NULL. */
const time: Reading = (value) => {
  if (value === 'NULL') return '1970-01-01 00:00:00';
  const [, month = '', day = '', year = '', clock = ''] =
    /^(\w{3}) +(\d+), (\d{4}) ([\d:.]+) UTC$/.exec(value) ?? [];
  const two = (number: number | string): string => String(number).padStart(2, '0');
  const date = month === '' ? value : `${year}-${two(MONTHS.indexOf(month) + 1)}-${two(day)} ${clock}`;
  return date.replace(/(Z|\+0000)$/, '').replace(/\.0+$/, '');
};

/** Bytes in 4.4, text in 4.0. */
const text: Reading = (value) =>
  /^[0-9a-f]{2}(:[0-9a-f]{2})*$/.test(value)
    ? Buffer.from(value.replaceAll(':', ''), 'hex').toString()
    : value;

/** One byte, signed in 4.4. */
const signed: Reading = (value) => String((Number(value) << 24) >> 24);

/** tshark's JSON has the numbers of what experts think, a tree their names (epan/proto.h). */
const SEVERITIES: Readonly<Record<string, string>> = { 2097152: 'Chat', 4194304: 'Note' };
const GROUPS: Readonly<Record<string, string>> = { 50331648: 'Response' };
const experts = {
  '_ws.expert.severity': (value: string) => SEVERITIES[value] ?? value,
  '_ws.expert.group': (value: string) => GROUPS[value] ?? value,
};

const HTTP: Differences = {
  gone: [
    'http.chat',
    'http.request_number',
    'http.response_number',
    'http.prev_request_in',
    'http.prev_response_in',
    'http.next_request_in',
    'http.next_response_in',
    'http.response_for.uri',
  ],
  hidden: ['http.request', 'http.response', 'http.request.line', 'http.response.line'],
  // The expert who repeated the first line in 4.0: `http.chat`.
  replaced: ['_ws.expert.message', '_ws.expert.severity', '_ws.expert.group'],
  // Of the request, in its answer too: instead of `http.response_for.uri`. The source of a JSON object.
  added: ['http.request.uri', 'http.request.full_uri', 'json.object'],
  respelt: { 'http.file_data': text },
};

const TLS: Differences = {
  // Hashes of a client's hello came with 4.2, that the version of a hello is outdated with 4.4.
  added: ['tls.handshake.ja4', 'tls.handshake.ja4_r', '_ws.expert.severity', '_ws.expert.group'],
  respelt: { 'tls.handshake.random_time': time },
};

export const EXPLAINED: Readonly<Record<string, Differences>> = {
  'HTTP/1.1': HTTP,
  WebSocket: HTTP,
  'HTTP/2 (prior knowledge)': {
    // The parts of a path have other names.
    gone: ['http.path_segment', 'http.path_sub_segment'],
    added: [
      'http.request.uri.path',
      'http.request.uri.query',
      'http.request.uri.query.parameter',
      // What flow control comes to, and after how long an answer came.
      'http2.calculated.connection.window_size.before',
      'http2.calculated.connection.window_size.after',
      'http2.calculated.stream.window_size.before',
      'http2.calculated.stream.window_size.after',
      'http2.time',
      'json.object',
    ],
  },
  'Modbus/TCP': {
    // 4.4 reads a written register where 4.0 shows its bytes.
    replaced: ['modbus.data'],
    added: ['modbus.regnum16', 'modbus.regval_uint16'],
  },
  NTP: {
    respelt: {
      'ntp.reftime': time,
      'ntp.org': time,
      'ntp.rec': time,
      'ntp.xmt': time,
      'ntp.precision': signed,
    },
  },
  // What the expert says is the heading of his field.
  SNMP: { hidden: ['_ws.expert.message'], respelt: experts },
  CoAP: { added: ['json.object'] },
  SIP: {
    hidden: ['sip.display.info', 'sip.tag', 'sdp.media.port_string'],
    // A heading without a value in 4.0.
    added: ['sip.msg_body'],
    // 4.0 counts the body in.
    respelt: { 'sip.msg_hdr': (value) => (value.split('\r\n\r\n')[0] ?? '').trim() },
  },
  'TLS 1.2 handshake': TLS,
  'TLS 1.3 handshake': TLS,
  PostgreSQL: { hidden: ['pgsql.frontend'] },
  'Protobuf over TCP': { hidden: ['protobuf.message.name'] },
};
