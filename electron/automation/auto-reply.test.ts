import { describe, expect, test } from 'vitest';
import type { AutoReply } from '../../core/contract/endpoint';
import { newEndpoint } from '../../core/contract/endpoint';
import { responderFor } from './auto-reply';

const reply = (change: Partial<AutoReply>) =>
  responderFor({ autoReply: { ...newEndpoint('x', 'server').autoReply, ...change } });
const text = (value: string): AutoReply['reply'] => ({
  format: 'text',
  text: value,
  encoding: 'utf-8',
  lineEnding: 'crlf',
  raw: false,
});
const received = Buffer.from('received');

test('off answers nothing, whatever stands in the fields', () => {
  expect(reply({ mode: 'off', delay: 'x', reply: { format: 'hex', hex: 'z' } })).toEqual({
    ok: true,
    value: null,
  });
});

test('echo answers the very bytes', () => {
  const result = reply({ mode: 'echo', delay: '' });
  const answer = result.ok ? result.value?.(received) : null;
  expect(answer?.bytes).toBe(received);
  expect(answer?.delayMs).toBe(0);
});

describe('fixed', () => {
  test.each([
    [text('Hello, client!\\n'), 'Hello, client!\n\r\n'],
    [{ format: 'hex', hex: '48 65 0x6C' }, 'Hel'],
    [{ ...text(''), lineEnding: 'none' }, ''],
  ] as const)('%j', (draft, bytes) => {
    const result = reply({ mode: 'fixed', reply: draft, delay: '250' });
    const answer = result.ok ? result.value?.(received) : null;
    expect(Buffer.from(answer?.bytes ?? []).toString()).toBe(bytes);
    expect(answer?.delayMs).toBe(250);
  });

  test('that is not well-formed is a failure with its place', () => {
    const result = reply({ mode: 'fixed', reply: { format: 'hex', hex: '01 2' } });
    expect(result).toMatchObject({ ok: false, failure: { code: 'EDRAFT_HEX_ODD', params: { at: 4 } } });
    expect(reply({ mode: 'fixed', reply: text('\\q') })).toMatchObject({
      failure: { code: 'EDRAFT_ESCAPE' },
    });
  });
});

test.each(['-1', '86400001', 'soon', '1.5'])('a delay of %s ms is refused', (delay) => {
  expect(reply({ mode: 'echo', delay })).toMatchObject({
    ok: false,
    failure: { code: 'EINVAL_NUMBER', params: { field: 'replyDelay', value: delay } },
  });
});

test('a day is the longest delay', () => {
  const result = reply({ mode: 'echo', delay: '86400000' });
  expect(result.ok && result.value?.(received)?.delayMs).toBe(86_400_000);
});
