import { describe, expect, test } from 'vitest';
import type { SavedMessage } from '../contract/library';
import { readMessages, writeMessages } from './read-messages';

const PACKETS = `[PacketNames]
1\\name=Wake up
2\\name="Pump, 5"
size=2

[Wake%20up]
name=Wake up
fromIP=You
repeat=0
toIP=192.168.1.7
port=9
fromPort=0
tcpOrUdp=UDP
sendResponse=0
hexString=ff ff 00 
requestPath=
timestamp="Sat, 21 Nov 2026 10:00:00"

[Pump%2C%205%U4E2D]
name="Pump, 5 \\"\\x4e2d\\""
toIP=fe80::1
port=502
tcpOrUdp=TCP
hexString="01,03"

[Page]
name=Page
tcpOrUdp=HTTP GET
hexString=

[Broken]
name=Broken
tcpOrUdp=TCP
hexString=zz
`;

test('Packet Sender’s packets.ini, with its escapes; HTTP and what is no hex are counted as left out', () => {
  const { messages, skipped } = readMessages(PACKETS);
  expect(messages).toEqual([
    {
      name: 'Wake up',
      folder: '',
      note: '',
      endpoint: 'UDP 192.168.1.7:9',
      key: '',
      draft: { format: 'hex', hex: 'FF FF 00' },
    },
    {
      name: 'Pump, 5 "中"',
      folder: '',
      note: '',
      endpoint: 'TCP [fe80::1]:502',
      key: '',
      draft: { format: 'hex', hex: '01 03' },
    },
  ]);
  expect(skipped).toBe(2);
});

test('Packet Sender’s JSON export', () => {
  const json = JSON.stringify([
    { name: 'Hi', hexstring: '48 69', toip: '127.0.0.1', port: '5000', tcporudp: 'TCP', repeat: '0' },
    { name: 'None' },
  ]);
  expect(readMessages(json).messages).toMatchObject([
    { name: 'Hi', endpoint: 'TCP 127.0.0.1:5000', draft: { hex: '48 69' } },
    { name: 'None', draft: { hex: '' } },
  ]);
});

test('what was exported is read again, without ids', () => {
  const saved: SavedMessage = {
    id: 'a-1',
    name: 'Hello',
    folder: 'A/B',
    note: 'line\nline',
    endpoint: 'PLC',
    key: '3',
    draft: { format: 'text', text: '{{counter}}\\r\\n', encoding: 'gbk', lineEnding: 'crlf', raw: false },
  };
  const { id: _id, ...rest } = saved;
  expect(readMessages(writeMessages([saved]))).toEqual({ messages: [rest], skipped: 0 });
});

test('an entry of an export that is nonsense is left out alone', () => {
  const text = writeMessages([]).replace('[]', '[{"name": 7}]');
  expect(readMessages(text)).toEqual({ messages: [], skipped: 1 });
});

describe('plain lists', () => {
  test('of hex', () => {
    const { messages } = readMessages('# requests\n01 03 00 0A\n\n0x48,0x69\r\n');
    expect(messages.map(({ draft }) => draft)).toEqual([
      { format: 'hex', hex: '01 03 00 0A' },
      { format: 'hex', hex: '48 69' },
    ]);
  });

  test('of text, whose escapes stay what they are', () => {
    const { messages } = readMessages('\ufeff*IDN?\\n\nMEAS:VOLT?\\n');
    expect(messages.map(({ name, draft }) => [name, draft.format === 'text' && draft.text])).toEqual([
      ['*IDN?\\n', '*IDN?\\n'],
      ['MEAS:VOLT?\\n', 'MEAS:VOLT?\\n'],
    ]);
  });

  test('of words that could be hex', () => {
    expect(readMessages('feed\nbeef').messages.map(({ draft }) => draft.format)).toEqual(['text', 'text']);
  });

  test('of nothing that is text', () => {
    expect(readMessages('\0\x01\ufffd')).toEqual({ messages: [], skipped: 1 });
    expect(readMessages('').messages).toEqual([]);
  });
});
