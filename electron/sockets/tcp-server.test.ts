import { afterEach, describe, expect, test } from 'vitest';
import { bench, endPrograms, endpoint, portOf, python, until, value } from './testing';

let { engine, recorder } = bench();
afterEach(async () => {
  await engine.stopAll();
  endPrograms();
  ({ engine, recorder } = bench());
});

const TUTORIAL = `
import socket, sys
with socket.socket(socket.AF_INET6 if ':' in sys.argv[1] else socket.AF_INET) as s:
    s.connect((sys.argv[1], int(sys.argv[2])))
    s.sendall(b'Hello, server!')
    print(s.recv(1024).decode())
`;

describe.each([
  ['127.0.0.1', 4],
  ['::1', 6],
] as const)('on %s', (address, family) => {
  test('the Python tutorial: connect, sendall, recv', async () => {
    value(
      await engine.start(endpoint('s', 'tcp', 'server', { address, reply: { fixed: 'Hello, client!' } })),
    );
    const port = portOf(engine, 's');
    const { output } = await python(TUTORIAL, address, port).ended;
    expect(output).toBe('Hello, client!\n');
    await until('the end', () => recorder.happenings('closedByPeer').length === 1);

    expect(recorder.kinds()).toEqual(['listening', 'accepted', 'peerFinished', 'closedByPeer']);
    expect(recorder.bytes('in').toString()).toBe('Hello, server!');
    expect(recorder.bytes('out').toString()).toBe('Hello, client!');
    const opened = recorder.calls.find((call) => call.call === 'opened');
    expect(opened).toMatchObject({ initiator: 'remote', flow: { local: { address, port, family } } });
    const finished = recorder.calls.filter((call) => call.call === 'finished');
    expect(finished).toMatchObject([
      { by: 'remote', how: 'fin' },
      { by: 'local', how: 'fin' },
    ]);
    const [listening] = recorder.happenings('listening');
    const shown = family === 6 ? `[::1]:${port}` : `127.0.0.1:${port}`;
    expect(listening).toMatchObject({
      params: { local: shown },
      endpoint: { description: `TCP server ${shown}` },
    });
    const [closed] = recorder.happenings('closedByPeer');
    expect(closed).toMatchObject({ params: { bytesIn: 14, bytesOut: 14 } });
    expect(engine.status('s')).toMatchObject({
      state: { phase: 'listening', accepting: true },
      connections: 0,
      messagesIn: 1,
      messagesOut: 1,
      bytesIn: 14,
      bytesOut: 14,
      queued: 0,
    });
  });
});
