import type { HappeningKind } from '../contract/happening';

/** What went wrong and why, and what to do next. */
export interface FailureWords {
  readonly cause: string;
  readonly advice: string;
}

/**
 * What failures and happenings of the sockets are called. `{{name}}` is filled from the params, `{{name, number}}` in
 * the digits of the language, `{{field, field}}` by the name of a field.
 *
 * A key may have variants: `EADDRINUSE.program` is taken when the params have a `program`.
 */
export const failures = {
  EADDRINUSE: {
    cause: 'Port {{port}} on {{host}} is already in use.',
    advice: 'Choose another port, or 0 to get a free one, or close the program that has it.',
  },
  'EADDRINUSE.program': {
    cause: 'Port {{port}} on {{host}} is already in use by {{program}} (process {{pid}}).',
    advice: 'Close {{program}}, or choose another port, or 0 to get a free one.',
  },
  'EADDRINUSE.own': {
    cause: 'Port {{port}} on {{host}} is already in use by Porthole itself.',
    advice: 'Stop the other endpoint that has it, or choose another port, or 0 to get a free one.',
  },
  EADDRNOTAVAIL: {
    cause: '{{host}} is not an address of this computer.',
    advice: 'Choose one from the list of local interfaces, or all interfaces (0.0.0.0 or ::).',
  },
  'EADDRNOTAVAIL.remote': {
    cause: 'This computer has no free port left to connect to {{remote}} from.',
    advice: 'Closed connections hold their port for a minute: wait, or connect less often.',
  },
  EACCES: {
    cause: 'The system does not permit this.',
    advice: 'Check the rights of your user, and the firewall.',
  },
  'EACCES.port': {
    cause: 'The system does not let you use port {{port}} on {{host}}.',
    advice:
      'Ports below 1024 need administrator rights: choose one from 1024 up. Other ports can be reserved too.',
  },
  'EACCES.datagram': {
    cause: 'The system does not let you send to {{remote}}.',
    advice: 'If it is a broadcast address, switch Broadcast on in the options. Otherwise check the firewall.',
  },
  'EACCES.remote': {
    cause: 'The system does not let you connect to {{remote}}.',
    advice: 'Check the firewall of this computer, and that it is not a broadcast address.',
  },
  'EACCES.name': {
    cause: 'You have no right to read the file {{name}}.',
    advice: 'Change the rights of the file, or choose another.',
  },
  EPERM: {
    cause: 'The system forbids this.',
    advice: 'A firewall rule on this computer is the usual reason. Check it, and the rights of your user.',
  },
  ECONNREFUSED: {
    cause: '{{remote}} was reached, but nothing listens on that port.',
    advice: 'Start the server, and check its port. A firewall that rejects looks the same.',
  },
  'ECONNREFUSED.datagram': {
    cause: '{{remote}} was reached, but no program has that UDP port open (ICMP port unreachable).',
    advice: 'Start the program on the other side, and check its port.',
  },
  ECONNRESET: {
    cause: '{{remote}} reset the connection (RST).',
    advice:
      'The program on the other side ended, or closed without reading everything. What was on its way may be lost.',
  },
  'ECONNRESET.datagram': {
    cause: '{{remote}} was reached, but no program has that UDP port open (ICMP port unreachable).',
    advice: 'Start the program on the other side, and check its port.',
  },
  ECONNABORTED: {
    cause: 'The connection to {{remote}} was dropped by this computer.',
    advice: 'The network may have changed, or a firewall or virus scanner stepped in. Connect again.',
  },
  EPIPE: {
    cause: '{{remote}} had already closed the connection, so nothing more can be sent.',
    advice: 'Connect again.',
  },
  ETIMEDOUT: {
    cause: '{{remote}} did not answer.',
    advice:
      'Check the address and the port. A firewall that silently drops, or a computer that is off, looks like this.',
  },
  'ETIMEDOUT.ms': {
    cause: '{{remote}} did not answer within {{ms, number}} ms.',
    advice:
      'Check the address and the port. A firewall that silently drops, or a computer that is off, looks like this.',
  },
  EHOSTUNREACH: {
    cause:
      'There is no way to {{remote}}: a router or the local network says that the host cannot be reached.',
    advice: 'Check the address, and that the other computer is on and in the same network.',
  },
  EHOSTDOWN: {
    cause: '{{remote}} does not answer in the local network.',
    advice: 'Check that the other computer is on and connected.',
  },
  ENETUNREACH: {
    cause: 'This computer has no way to the network of {{remote}}.',
    advice: 'Check the network connection, and whether IPv6 or a VPN is needed.',
  },
  ENETDOWN: {
    cause: 'The network interface is down.',
    advice: 'Switch the network on, then start again.',
  },
  'ENOTFOUND.family': {
    cause: 'The name {{host}} does not exist, or has no IPv{{family}} address.',
    advice: 'Check the spelling, or let the address family be any.',
  },
  ENOTFOUND: {
    cause: 'The name {{host}} does not exist.',
    advice: 'Check the spelling, or type the IP address.',
  },
  EAI_AGAIN: {
    cause: 'The name {{host}} could not be looked up: the name server did not answer.',
    advice: 'Check the network connection and try again, or type the IP address.',
  },
  EAI_FAIL: {
    cause: 'The name server failed to look up {{host}}.',
    advice: 'Try again later, or type the IP address.',
  },
  EMFILE: {
    cause: 'Porthole has as many connections and files open as the system allows it.',
    advice:
      'Close some connections, set a limit of connections, or raise the limit of the system (ulimit -n).',
  },
  ENFILE: {
    cause: 'The whole system has as many files and sockets open as it can.',
    advice: 'Close other programs.',
  },
  ENOBUFS: {
    cause: 'The system has no buffer left for the network.',
    advice: 'Send more slowly, or choose smaller buffers.',
  },
  ENOMEM: {
    cause: 'The system has no memory left for this.',
    advice: 'Close other programs, or choose smaller buffers.',
  },
  EINVAL: {
    cause: 'The system does not accept this combination of addresses or options.',
    advice:
      'Check that both addresses are of one kind, IPv4 or IPv6. A link-local address needs its zone, as in fe80::1%eth0.',
  },
  EAFNOSUPPORT: {
    cause: 'This computer does not support that kind of address.',
    advice: 'IPv6 may be switched off: use an IPv4 address.',
  },
  EMSGSIZE: {
    cause: 'The system refuses a datagram of {{datagram, number}} bytes to {{remote}}.',
    advice: 'Send less at once. Some systems allow 9,216 bytes until the send buffer is made larger.',
  },
  ENOTCONN: {
    cause: 'This client is not connected.',
    advice: 'Connect first.',
  },
  ENOENT: {
    cause: 'The file {{name}} does not exist any more.',
    advice: 'Choose the file again.',
  },
  EISDIR: {
    cause: '{{name}} is a folder.',
    advice: 'Choose a file.',
  },
  EIO: {
    cause: 'A disk or device failed while it was read or written.',
    advice: 'Check the disk. Details: {{detail}}',
  },
  ECANCELED: {
    cause: 'It was stopped before it was done.',
    advice: 'Start it again if that was not meant.',
  },
  EABANDONED: {
    cause: 'The connection was closed before the system had taken it.',
    advice: 'Let the queue run empty before closing; Reset throws it away.',
  },
  ENOTRUNNING: {
    cause: 'This endpoint is not running.',
    advice: 'Start or connect it first.',
  },
  ERUNNING: {
    cause: 'This endpoint is running already.',
    advice: 'Stop it first to apply another address.',
  },
  ENOTLISTENING: {
    cause: 'Only a listening TCP server can stop and go on accepting.',
    advice: 'Start the server first.',
  },
  ENOSUCHCONNECTION: {
    cause: 'That connection is closed.',
    advice: 'Choose another, or send to all.',
  },
  ENOCLIENT: {
    cause: 'No client is connected to this server.',
    advice: 'Wait for a client to connect; it then receives what you send.',
  },
  ENOPEER: {
    cause: 'Nobody has written to this socket yet, so there is no one to send to.',
    advice: 'Wait for a datagram, or type an address in “To”.',
  },
  EFINISHED: {
    cause: 'Our side of the connection to {{remote}} has finished sending.',
    advice: 'It can only receive now. Connect again to send.',
  },
  EEMPTY: {
    cause: 'There is nothing to send: TCP knows no empty messages.',
    advice: 'Type a message. Over UDP an empty datagram can be sent.',
  },
  EQUEUE_FULL: {
    cause: '{{remote}} does not read: {{queued, number}} bytes wait for it already.',
    advice:
      'Wait until it reads, or reset the connection. At most {{max, number}} bytes are queued for one peer.',
  },
  EOWED: {
    cause: 'Too many answers wait for their time or for the system.',
    advice: 'Shorten the delay of the auto reply. Answers are left out until enough have gone.',
  },
  EMSGSIZE_UDP: {
    cause: '{{bytes, number}} bytes do not fit into one datagram: UDP carries at most {{max, number}}.',
    advice: 'Shorten the message, or send it as a file in datagrams, or use TCP.',
  },
  ENOTSUP_UDP: {
    cause: 'UDP has no connection that could be finished, reset or paused.',
    advice: 'Forget takes this peer off the list.',
  },
  ETARGET_TCP: {
    cause: 'TCP sends only over its connections.',
    advice: 'Choose a connection, or all.',
  },
  EFIXED_REMOTE: {
    cause: 'This client sends to {{remote}} only, not to {{value}}.',
    advice: 'Change its address and port, or use a UDP server, which can write to any address.',
  },
  EFAMILY: {
    cause: '{{value}} and {{other}} are not of one kind: one is IPv4, the other IPv6.',
    advice: 'Use addresses of the same kind on both sides.',
  },
  ENOTFILE: {
    cause: '{{name}} is a device or a pipe, not a file.',
    advice: 'Choose a plain file.',
  },
  EFILE_SHRANK: {
    cause:
      '{{name}} became shorter while it was sent: {{done, number}} of {{total, number}} bytes could be read.',
    advice: 'Send it again when no other program writes to it.',
  },
  EINVAL_PORT: {
    cause: 'An empty field is not a port.',
    advice: 'Type a whole number from 1 to 65535; a server may also have 0 to get a free one.',
  },
  'EINVAL_PORT.value': {
    cause: '“{{value}}” is not a port.',
    advice: 'Type a whole number from 1 to 65535; a server may also have 0 to get a free one.',
  },
  EINVAL_PORT_ZERO: {
    cause: 'Port 0 cannot be connected to.',
    advice:
      'Type the port that the other side listens on, 1 to 65535. Only a server can ask for a free port with 0.',
  },
  EINVAL_ADDRESS: {
    cause: '“{{value}}” is not an address with a port.',
    advice: 'Type it as 192.168.1.5:8888, name:8888 or [::1]:8888.',
  },
  EINVAL_HOST: {
    cause: '“{{value}}” is neither a name nor an IP address.',
    advice: 'Type only the name or address here; the port has its own field.',
  },
  EINVAL_HOST_IPV4: {
    cause: '“{{value}}” is not a valid IPv4 address.',
    advice: 'It has four numbers from 0 to 255 with dots between them, as in 192.168.1.5.',
  },
  EINVAL_HOST_IPV6: {
    cause: '“{{value}}” is not a valid IPv6 address.',
    advice:
      'It has eight groups of up to four hex digits; :: stands for groups of zeros, as in ::1 or fe80::1%eth0.',
  },
  EINVAL_HOST_PORT: {
    cause: '“{{value}}” is an address with a port.',
    advice: 'Type {{host}} here, and {{port}} into the port field.',
  },
  EINVAL_HOST_URL: {
    cause: '“{{value}}” is a URL, not an address.',
    advice: 'Type only its host here: {{host}}.',
  },
  'EINVAL_HOST_URL.port': {
    cause: '“{{value}}” is a URL, not an address.',
    advice: 'Type {{host}} here, and {{port}} into the port field.',
  },
  EINVAL_HOST_EMPTY: {
    cause: 'The address is empty.',
    advice: 'Type 127.0.0.1 for this computer, or choose an interface from the list.',
  },
  EINVAL_LOCAL_ADDRESS: {
    cause: '“{{value}}” is not an IP address.',
    advice:
      'The local address must be one of this computer, in numbers. Leave it empty to let the system choose.',
  },
  EINVAL_FAMILY: {
    cause: '{{value}} is not an IPv{{family}} address.',
    advice: 'Let the address family in the options be any, or type an address of that family.',
  },
  ENOREUSEPORT: {
    cause: 'SO_REUSEPORT cannot be set here.',
    advice: 'Switch “Reuse port” off in the options; what is said there gives the reason.',
  },
  ENOQUEUE: {
    cause: 'On this system Porthole cannot listen without accepting.',
    advice:
      'Choose “Refuse them” for “While not accepting” in the options; what is said there gives the reason.',
  },
  ENOTPAUSED: {
    cause: 'The connection to {{remote}} is being read already.',
    advice: 'Pause reading first; then an exact number of bytes can be read by hand.',
  },
  EREADFINISHED: {
    cause: 'There is nothing more to read from {{remote}}.',
    advice: 'The peer has finished sending, or we have finished reading. Connect again.',
  },
  ENONAME: {
    cause: 'No name is registered for {{host}}.',
    advice: 'Many addresses have none; nothing is wrong with the connection.',
  },
  EINVAL_NUMBER: {
    cause: '“{{value}}” cannot be used for {{field, field}}.',
    advice: 'Type a whole number from {{min, number}} to {{max, number}}.',
  },
} as const satisfies Readonly<Record<string, FailureWords>>;

/** A failure that has no words of its own. */
export const unknownFailure = {
  cause: 'The system answered {{code}}: {{detail}}',
  advice: 'Check the settings of this endpoint and try again.',
} as const;

/** One line per happening. `{{error}}` is the code with its number, `{{cause}}` the failure's own sentence. */
export const happenings = {
  listening: 'Listening on {{local}}',
  opened: 'Open on {{local}}',
  stopped: 'Stopped',
  connecting: 'Connecting to {{remote}}',
  connected: 'Connected to {{remote}} from {{local}}',
  attemptFailed: 'Not by {{remote}}: {{cause}} ({{error}})',
  accepted: 'Accepted a connection from {{remote}}',
  rejected: 'Turned {{remote}} away (RST): the limit is {{max, number}} connections',
  acceptedReset: 'Accepted {{remote}} and reset it (RST), as the options say',
  acceptingPaused: 'New connections are refused; open ones live on ({{connections, number}})',
  acceptingQueued:
    'Listening without accepting: new connections wait in the backlog ({{backlog, number}}); open ones live on ({{connections, number}})',
  acceptingResumed: 'Accepting connections again on {{local}}',
  acceptingWaiting: 'Accepting connections again on {{local}}: {{waiting, number}} waited in the backlog',
  peerFinished: 'The peer finished sending (FIN)',
  finished: 'We finished sending (FIN); still reading',
  closedByUs:
    'Closed by us after {{seconds, number}} s: {{bytesIn, number}} B in, {{bytesOut, number}} B out',
  closedByPeer:
    'Closed by the peer after {{seconds, number}} s: {{bytesIn, number}} B in, {{bytesOut, number}} B out',
  resetByUs:
    'Reset by us (RST) after {{seconds, number}} s: {{bytesIn, number}} B in, {{bytesOut, number}} B out',
  resetByPeer:
    'Reset by the peer (RST) after {{seconds, number}} s: {{bytesIn, number}} B in, {{bytesOut, number}} B out',
  refused: 'Refused by {{remote}}: nothing listens there ({{error}})',
  timedOut: 'No answer from {{remote}} within {{ms, number}} ms ({{error}})',
  idleTimeout: 'No traffic for {{ms, number}} ms: closing',
  reconnecting: 'Connecting again in {{ms, number}} ms (try {{attempt, number}})',
  readingPaused: 'Reading paused by hand',
  readingResumed: 'Reading again',
  readingExactly: 'Reading exactly {{bytes, number}} B, then paused again',
  readingFinished: 'We finished reading (SHUT_RD): what still comes is thrown away',
  corked: 'Corked: what is sent waits until it is let go together',
  uncorked: 'Uncorked: {{bytes, number}} B let go together',
  drained: 'The system has taken {{bytes, number}} B that waited, after {{ms, number}} ms',
  discarded: '{{bytes, number}} B came after we had finished reading, and were thrown away',
  repeatStarted: 'Repeating every {{everyMs, number}} ms until stopped',
  sequenceStarted: 'Sequence “{{name}}” started',
  sequencePassed:
    'Sequence “{{name}}” passed in {{seconds, number}} s: {{met, number}} of {{checks, number}} expectations met',
  sequenceFailed: 'Sequence “{{name}}” failed after {{seconds, number}} s: {{cause}}',
  sequenceStopped:
    'Sequence “{{name}}” stopped after {{seconds, number}} s: {{met, number}} of {{checks, number}} expectations met',
  repeatStopped: 'Repeat stopped: {{sent, number}} sent, {{perSecond, number}} per second',
  fileSent: 'File {{name}} sent: {{bytes, number}} B in {{seconds, number}} s',
  fileStopped: 'File {{name}} stopped at {{done, number}} of {{total, number}} B',
  fileReceived: 'Saved what was received to {{name}}: {{bytes, number}} B in {{seconds, number}} s',
  forwardFailed: 'Not forwarded. {{error}}: {{cause}}',
  replyFailed: 'Not answered. {{error}}: {{cause}}',
  sendFailed: '{{bytes, number}} B not sent. {{error}}: {{cause}}',
  failed: '{{error}}: {{cause}}',
  captureStarted: 'Capture started',
  recordingPaused: 'Recording paused. {{error}}: {{cause}}',
  recordingResumed: 'Recording again',
  dropped: '{{messages, number}} messages lost',
  framingFailed: 'A message could not be cut out. {{error}}: {{cause}}',
  answersLoop:
    'Stopped answering: {{one}} and {{other}} have answered each other {{answers, number}} times on end',
  removed: 'The oldest {{rows, number}} rows were removed',
  scriptSaid: 'Script: {{text}}',
  scriptThrew: 'The script threw {{message}}',
  scriptStopped: 'The script stopped: {{message}}',
  scriptLeftOut: 'The script wrote {{lines, number}} more lines within the second, which were left out',
  scriptBehind: 'The script is behind: {{messages, number}} messages were not given to it',
  pingStarted: 'Ping: connecting every {{everyMs, number}} ms until stopped',
  pingAnswered: 'Ping {{attempt, number}}: connected in {{ms, number}} ms',
  pingFailed: 'Ping {{attempt, number}} failed. {{error}}: {{cause}}',
  pingStopped: 'Ping ended: {{failed, number}} of {{attempts, number}} connects failed',
  note: '{{text}}',
  secured: 'Secured: {{version}}, {{cipher}}',
  peerCertificate:
    'The peer is {{subject}}, verified: issued by {{issuer}}, valid until {{validTo}}, SHA-256 {{fingerprint}}',
  handshakeFailed: 'TLS handshake failed. {{error}}: {{cause}}',
  upgrading: 'Upgrading this connection to TLS',
  peerSpeaksTls: 'The peer speaks TLS, but this connection is plain: upgrade it, or choose the protocol TLS',
  groupJoined: 'Joined {{group}} on the interface that the system chose',
  groupLeft: 'Left {{group}}',
  groupNotJoined: 'Open on the group {{group}} without having joined it: join it in the options to hear it',
  groupFailed: '{{group}} not joined. {{error}}: {{cause}}',
} as const satisfies Readonly<Record<HappeningKind, string>>;

/** Taken in place of a happening's line when the params have what stands after the dot. */
export const variants = {
  'opened.remote': 'Open on {{local}}, sending to {{remote}}',
  'pingStarted.count': 'Ping: connecting every {{everyMs, number}} ms, {{count, number}} times',
  'pingStopped.p50':
    'Ping ended: {{failed, number}} of {{attempts, number}} connects failed; p50 {{p50, number}} ms, p99 {{p99, number}} ms',
  'scriptThrew.line': 'The script threw in line {{line, number}}: {{message}}',
  'scriptStopped.line': 'The script stopped in line {{line, number}}: {{message}}',
  'scriptStopped.time': 'The script was stopped: a handler ran for more than {{time, number}} s',
  'scriptStopped.memory': 'The script was stopped: it wanted more than {{memory, number}} MiB of memory',
  'scriptStopped.hung': 'The script was stopped: it gave no sign for {{hung, number}} s',
  'attemptFailed.ms': 'Not by {{remote}}: no answer within {{ms, number}} ms',
  'repeatStarted.count': 'Repeating every {{everyMs, number}} ms, {{count, number}} times',
  'repeatStopped.code':
    'Repeat stopped: {{sent, number}} sent, {{perSecond, number}} per second. {{error}}: {{cause}}',
  'fileStopped.code':
    'File {{name}} stopped at {{done, number}} of {{total, number}} B. {{error}}: {{cause}}',
  'fileReceived.code': 'Saving to {{name}} stopped after {{bytes, number}} B. {{error}}: {{cause}}',
} as const satisfies Readonly<Record<string, string>>;

/** Fields that a person types a number into, by their key in the set-up. */
export const fields = {
  backlog: 'the backlog',
  maxConnections: 'the limit of connections',
  connectTimeout: 'the connect timeout (ms)',
  idleTimeout: 'the idle timeout (ms)',
  keepAliveDelay: 'the keep-alive delay (ms)',
  keepAliveInterval: 'the time between keep-alive probes (ms)',
  keepAliveCount: 'the number of keep-alive probes',
  attemptTimeout: 'the time for one address (ms)',
  readSize: 'the read size (bytes)',
  closeTimeout: 'the close timeout (ms)',
  chunkSize: 'the size of a chunk (bytes)',
  pace: 'the pace of the file (ms)',
  exactBytes: 'the number of bytes to read',
  reconnectDelay: 'the first reconnect delay (ms)',
  reconnectLimit: 'the longest reconnect delay (ms)',
  receiveBuffer: 'the receive buffer (bytes)',
  sendBuffer: 'the send buffer (bytes)',
  ttl: 'the TTL',
  multicastTtl: 'the multicast TTL',
  sequenceWait: 'the time to wait (ms)',
  sequenceWithin: 'the time in which an answer is expected (ms)',
  sequenceTimes: 'how many times it is repeated',
  replyDelay: 'the delay of the auto reply (ms)',
  repeatEvery: 'the interval of the repeat (ms)',
  repeatCount: 'the number of repeats',
  repeatFor: 'the time of the repeat (s)',
  datagramSize: 'the datagram size (bytes)',
  handshakeTimeout: 'the handshake timeout (ms)',
  framing_length: 'the length of a message (bytes)',
  framing_offset: 'the bytes before the length field',
  framing_adjustment: 'the adjustment of the length field',
  framing_idle: 'the silence that ends a message (ms)',
  framing_most: 'the longest message (bytes)',
  ruleDelay: 'the delay of a rule’s answer (ms)',
  ruleJitter: 'the jitter of a rule’s answer (ms)',
  ruleEvery: 'the time of a rule (ms)',
  pingEvery: 'the interval of the ping (ms)',
  pingCount: 'the number of connects',
  pingTimeout: 'the timeout of the ping (ms)',
} as const;
