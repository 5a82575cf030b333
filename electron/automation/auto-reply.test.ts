import { describe, expect, test } from 'vitest';
import type { AutoReply } from '../../core/contract/endpoint';
import { newEndpoint } from '../../core/contract/endpoint';
import type { Failure } from '../../core/contract/failure';
import { responderFor } from './auto-reply';
import { createScopes } from './scopes';

const setUp = (change: Partial<AutoReply>) => {
  const failures: Failure[] = [];
  const scopes = createScopes(() => 0n);
  const result = responderFor(
    { autoReply: { ...newEndpoint('x', 'server').autoReply, ...change } },
    { scope: () => scopes.of('x'), failed: (failure) => failures.push(failure) },
  );
  return { result, failures, scopes };
};
const reply = (change: Partial<AutoReply>) => setUp(change).result;
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

describe('a template', () => {
  test('is rendered for each answer, and knows what was received', () => {
    const { result } = setUp({
      mode: 'fixed',
      reply: { format: 'hex', hex: '{{$message[0:2]}} {{u8(counter)}}' },
    });
    const answers = ['ABC', 'DEF'].map((asked) => result.ok && result.value?.(Buffer.from(asked))?.bytes);
    expect(answers.map((bytes) => Buffer.from(bytes || []).toString('latin1'))).toEqual(['AB\x01', 'DE\x02']);
  });

  test('that cannot be rendered answers nothing and says so once', () => {
    const { result, failures } = setUp({ mode: 'fixed', reply: text('{{$message[2:1]}}') });
    const answer = (asked: string) => (result.ok ? (result.value?.(Buffer.from(asked)) ?? null) : undefined);
    expect(answer('a')).toBeNull();
    expect(answer('b')).toBeNull();
    expect(failures).toEqual([{ code: 'ETEMPLATE_SLICE', params: expect.objectContaining({ length: 1 }) }]);
    expect(answer('abc')?.bytes).toEqual(new Uint8Array(Buffer.from('c\r\n')));
    expect(answer('a')).toBeNull();
    expect(failures).toHaveLength(2);
  });

  test('reads the variables of the workspace, as they are now', () => {
    const { result, scopes } = setUp({ mode: 'fixed', reply: text('{{$host}}') });
    for (const host of ['one', 'two']) {
      scopes.setVariables(new Map([['host', host]]));
      expect(result.ok && Buffer.from(result.value?.(received)?.bytes ?? []).toString()).toBe(`${host}\r\n`);
    }
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
