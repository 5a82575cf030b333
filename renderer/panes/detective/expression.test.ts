import { expect, test } from 'vitest';
import { type ChecksumFinding, detectChecksums } from '../../../core/checksum/detect';
import { createScope } from '../../../core/template/scope';
import { compileTemplate } from '../../../core/template/template';
import { certaintyOf, messageWith } from './expression';

const bytesOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));

const best = (...messages: readonly Uint8Array[]): ChecksumFinding => {
  const search = detectChecksums(messages);
  let step = search.next();
  while (step.done !== true) step = search.next();
  const [finding] = step.value;
  if (finding === undefined) throw new Error('nothing was found');
  return finding;
};

test.each([
  ['01 03 00 00 00 0a c5 cd', '01 03 00 00 00 0A {{CRC-16/MODBUS(le)}}'],
  // CRC-32 of "abcdef" in front of it.
  ['aa 4b8e39ef 61 62 63 64 65 66', 'AA {{CRC-32/ISO-HDLC(after)}} 61 62 63 64 65 66'],
])('%s is sent again with its checksum made anew', (hex, message) => {
  const bytes = bytesOf(hex);
  const made = messageWith(best(bytes), bytes);
  expect(made).toBe(message);
  const compiled = compileTemplate({ format: 'hex', hex: made });
  const scope = createScope({ now: () => 0n, variable: () => undefined });
  expect(compiled.ok && compiled.template.render(scope)).toMatchObject({ ok: true, bytes });
});

test('a part that begins later gets a name', () => {
  const line = (body: string): Uint8Array => {
    const value = [...body].reduce((sum, one) => sum ^ one.charCodeAt(0), 0);
    return Uint8Array.from(Buffer.from(`$${body}*${value.toString(16).padStart(2, '0').toUpperCase()}\r\n`));
  };
  const first = line('GPGLL,5300.97,N');
  const made = messageWith(best(first, line('GPGLL,1234.56,S'), line('GPRMC,1,A')), first);
  expect(made).toMatch(/^24 \{\{#body\}\}[0-9A-F ]+\{\{\/body\}\} 2A \{\{XOR-8\(body, HEX\)\}\} 0D 0A$/);
  const compiled = compileTemplate({ format: 'hex', hex: made });
  const scope = createScope({ now: () => 0n, variable: () => undefined });
  expect(compiled.ok && compiled.template.render(scope)).toMatchObject({ ok: true, bytes: first });
});

test.each([
  [25, 'certain'],
  [12, 'likely'],
  [4, 'possible'],
] as const)('%s bits above chance are %s', (strength, certainty) => {
  expect(certaintyOf({ ...best(bytesOf('01 03 00 00 00 0a c5 cd')), strength })).toBe(certainty);
});
