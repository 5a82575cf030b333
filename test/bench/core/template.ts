// Entry of a bundle: how many messages of 64 bytes with a counter, a length and a CRC-16 are rendered in a second.
import { createScope } from '../../../core/template/scope';
import { compileTemplate } from '../../../core/template/template';

const MESSAGES = 200_000;
const ROUNDS = 5;

const hex = `{{u16(counter)}} 00 00 {{u16(len(pdu))}} {{#pdu}}01 10 ${'AA '.repeat(54)}{{/pdu}} {{CRC-16/MODBUS(le)}}`;
const compiled = compileTemplate({ format: 'hex', hex });
if (!compiled.ok) throw new Error(compiled.error.code);
const scope = createScope({ now: () => 0n, variable: () => undefined });
const perSecond: number[] = [];
for (let round = 0; round <= ROUNDS; round++) {
  const start = performance.now();
  let bytes = 0;
  for (let i = 0; i < MESSAGES; i++) {
    const message = compiled.template.render(scope);
    bytes += message.ok ? message.bytes.length : 0;
  }
  if (bytes !== 64 * MESSAGES) throw new Error(`${bytes / MESSAGES} bytes a message`);
  // The first round warms up and does not count.
  if (round > 0) perSecond.push((1000 * MESSAGES) / (performance.now() - start));
}
console.log(JSON.stringify({ perSecond }));
