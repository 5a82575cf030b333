import { expect, test } from 'vitest';
import { messageSource, outgoingOf } from './outgoing';
import { scopeWith, textDraft } from './testing';

test('a draft without expressions crosses over as its bytes', () => {
  expect(outgoingOf(textDraft('a\\n'))).toEqual({
    ok: true,
    value: { kind: 'bytes', bytes: Uint8Array.of(0x61, 0x0a) },
  });
});

test('a template crosses over as it was written, and is rendered where it arrives', () => {
  const outgoing = outgoingOf(textDraft('{{counter}}'));
  if (!outgoing.ok) throw new Error(outgoing.failure.code);
  expect(outgoing.value.kind).toBe('template');
  const source = messageSource(outgoing.value, scopeWith());
  if (!source.ok) throw new Error(source.failure.code);
  expect([source.value(), source.value()]).toEqual([
    { ok: true, value: Uint8Array.of(0x31) },
    { ok: true, value: Uint8Array.of(0x32) },
  ]);
});

test('what is wrong says where, counted from 1', () => {
  expect(outgoingOf(textDraft('ab{{x}}'))).toMatchObject({
    ok: false,
    failure: { code: 'ETEMPLATE_NAME', params: { at: 5, character: 5 } },
  });
  const missing = outgoingOf(textDraft('{{$x}}'));
  const source = missing.ok ? messageSource(missing.value, scopeWith()) : missing;
  expect(source.ok && source.value()).toMatchObject({
    ok: false,
    failure: { code: 'ETEMPLATE_VARIABLE', params: { variable: 'x', at: 3 } },
  });
});
