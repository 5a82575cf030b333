import { copyAs } from '../payload/copy-as';
import { type Exchange, type ExchangeMessage, escapedBytes, hexDigits, socketName } from './exchange';

const literal = ({ bytes }: ExchangeMessage): string => copyAs(bytes, 'pythonBytes');

/** A script for Python 3 that sends what was sent and prints what comes. */
export const asPython = ({ transport, host, port, path, messages }: Exchange): string => {
  const tcp = transport === 'tcp';
  const lines = messages.map((message) => {
    if (message.sent) return `    s.sendall(${literal(message)})`;
    return tcp
      ? `    receive(s, ${message.bytes.length})  # ${literal(message)}`
      : `    print(s.recv(65535))  # ${literal(message)}`;
  });
  const receive = tcp
    ? [
        'def receive(s, size):',
        '    data = b""',
        '    while len(data) < size:',
        '        part = s.recv(size - len(data))',
        '        if not part:',
        '            break',
        '        data += part',
        '    print(data)',
        '',
        '',
      ]
    : [];
  const family = host.includes(':') ? 'AF_INET6' : 'AF_INET';
  const local = path === null ? null : socketName(path, '\\x00');
  const open =
    local !== null
      ? ['with socket.socket(socket.AF_UNIX) as s:', '    s.settimeout(5)', `    s.connect(${local})`]
      : tcp
        ? [`with socket.create_connection((${JSON.stringify(host)}, ${port}), timeout=5) as s:`]
        : [
            `with socket.socket(socket.${family}, socket.SOCK_DGRAM) as s:`,
            '    s.settimeout(5)',
            `    s.connect((${JSON.stringify(host)}, ${port}))`,
          ];
  return ['import socket', '', '', ...receive, ...open, ...lines, ''].join('\n');
};

/** An ES module for Node that sends what was sent and prints what comes. */
export const asNode = ({ transport, host, port, path, messages }: Exchange): string => {
  const steps = messages.map((message) =>
    message.sent
      ? `  ['send', '${hexDigits(message.bytes)}'],`
      : `  ['receive', ${message.bytes.length}], // ${escapedBytes(message.bytes.subarray(0, 60), '', (byte) => `\\x${hexDigits(Uint8Array.of(byte))}`)}`,
  );
  const head = ['const steps = [', ...steps, '];', ''];
  if (transport === 'udp') {
    return [
      "import dgram from 'node:dgram';",
      "import { once } from 'node:events';",
      '',
      ...head,
      `const socket = dgram.createSocket('${host.includes(':') ? 'udp6' : 'udp4'}');`,
      `socket.connect(${port}, ${JSON.stringify(host)});`,
      "await once(socket, 'connect');",
      'for (const [step, what] of steps) {',
      "  if (step === 'send') socket.send(Buffer.from(what, 'hex'));",
      "  else console.log((await once(socket, 'message'))[0]);",
      '}',
      'socket.close();',
      '',
    ].join('\n');
  }
  return [
    "import net from 'node:net';",
    "import { once } from 'node:events';",
    '',
    ...head,
    path === null
      ? `const socket = net.connect(${port}, ${JSON.stringify(host)});`
      : `const socket = net.connect(${socketName(path, '\\x00')});`,
    "await once(socket, 'connect');",
    'for (const [step, what] of steps) {',
    "  if (step === 'send') {",
    "    socket.write(Buffer.from(what, 'hex'));",
    '    continue;',
    '  }',
    '  let data = socket.read(what);',
    '  while (data === null && !socket.readableEnded) {',
    "    await once(socket, 'readable');",
    '    data = socket.read(what);',
    '  }',
    '  console.log(data);',
    '}',
    'socket.end();',
    '',
  ].join('\n');
};

/** Octal, since C's `\x` takes all hex digits that follow. */
const octal = (byte: number): string => `\\${byte.toString(8).padStart(3, '0')}`;

const connectByName = (host: string, port: number, tcp: boolean): readonly string[] => [
  `    struct addrinfo hints = { .ai_socktype = ${tcp ? 'SOCK_STREAM' : 'SOCK_DGRAM'} }, *to;`,
  `    if (getaddrinfo(${JSON.stringify(host)}, "${port}", &hints, &to) != 0) { fprintf(stderr, "no such host\\n"); return 1; }`,
  '    int s = socket(to->ai_family, to->ai_socktype, to->ai_protocol);',
  '    if (s < 0 || connect(s, to->ai_addr, to->ai_addrlen) != 0) { perror("connect"); return 1; }',
];

/** The length says where an abstract name ends: it begins with a 0. */
const connectByPath = (path: string): readonly string[] => [
  '    struct sockaddr_un to = { .sun_family = AF_UNIX };',
  `    static const char path[] = ${socketName(path, '\\000')};`,
  '    memcpy(to.sun_path, path, sizeof path);',
  `    socklen_t length = offsetof(struct sockaddr_un, sun_path) + sizeof path${path.startsWith('@') ? ' - 1' : ''};`,
  '    int s = socket(AF_UNIX, SOCK_STREAM, 0);',
  '    if (s < 0 || connect(s, (struct sockaddr *)&to, length) != 0) { perror("connect"); return 1; }',
];

/** A program for POSIX sockets in C99. */
export const asC = ({ transport, host, port, path, messages }: Exchange): string => {
  const steps = messages.map((message) =>
    message.sent
      ? `    say(s, "${escapedBytes(message.bytes, '"\\?', octal)}", ${message.bytes.length});`
      : `    hear(s, ${message.bytes.length});`,
  );
  const tcp = transport === 'tcp';
  return [
    ...(path === null ? ['#include <netdb.h>'] : ['#include <stddef.h>']),
    '#include <stdio.h>',
    '#include <stdlib.h>',
    ...(path === null ? [] : ['#include <string.h>']),
    '#include <sys/socket.h>',
    ...(path === null ? [] : ['#include <sys/un.h>']),
    '#include <unistd.h>',
    '',
    'static void say(int s, const char *data, size_t size) {',
    '    if (send(s, data, size, 0) != (ssize_t)size) { perror("send"); exit(1); }',
    '}',
    '',
    'static void hear(int s, size_t size) {',
    '    unsigned char data[65536];',
    ...(tcp
      ? [
          '    while (size > 0) {',
          '        ssize_t got = recv(s, data, size < sizeof data ? size : sizeof data, 0);',
          '        if (got <= 0) { perror("recv"); exit(1); }',
          '        for (ssize_t i = 0; i < got; i++) printf("%02x ", data[i]);',
          '        size -= (size_t)got;',
          '    }',
        ]
      : [
          '    ssize_t got = recv(s, data, sizeof data, 0);',
          '    if (got < 0) { perror("recv"); exit(1); }',
          '    (void)size;',
          '    for (ssize_t i = 0; i < got; i++) printf("%02x ", data[i]);',
        ]),
    '    printf("\\n");',
    '}',
    '',
    'int main(void) {',
    ...(path === null ? connectByName(host, port, tcp) : connectByPath(path)),
    ...steps,
    '    close(s);',
    '    return 0;',
    '}',
    '',
  ].join('\n');
};
