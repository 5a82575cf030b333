import { expect, test } from 'vitest';
import { defaultFraming } from '../contract/framing';
import { readFraming } from '../framing/setting';
import { createScope } from '../template/scope';
import { compileRules } from './compile';
import { DryRun } from './dry-run';
import { presetOf } from './presets';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const echoes = () => {
  const { set } = compileRules(presetOf('echo').rules.map((rule, i) => ({ ...rule, id: `r${i}` })));
  const framing = readFraming({ ...defaultFraming(), kind: 'idle', idle: '20' });
  if (!framing.ok) throw new Error(framing.fault.failure.code);
  const scope = createScope({ now: () => 0n, variable: () => undefined });
  const dry = new DryRun(set, framing.framer, { scope, variables: new Map(), random: () => 0 });
  const said = (answers: ReturnType<typeof dry.take>): readonly string[] =>
    answers.map(({ row, message, effects }) => {
      const replies = effects.flatMap((effect) =>
        effect.kind === 'reply' ? [String(Buffer.from(effect.bytes))] : [],
      );
      return `${row}: ${Buffer.from(message)} → ${replies}`;
    });
  return {
    take: (row: number, atMs: number, text: string, flow = 1) =>
      said(dry.take({ row, flow, datagram: false, peer: 'p', bytes: bytesOf(text), atMs })),
    silence: (atMs: number) => said(dry.silence(atMs)),
  };
};

test('what silence has ended is answered where it was received, the last of it too', () => {
  const { take, silence } = echoes();
  expect(take(4, 0, 'a')).toEqual([]);
  expect(take(5, 10, 'b')).toEqual([]);
  expect(take(6, 15, 'other', 2)).toEqual([]);
  expect(take(7, 50, 'c')).toEqual(['5: ab → ab']);
  expect(silence(60)).toEqual(['6: other → other']);
  expect(silence(70)).toEqual(['7: c → c']);
  expect(silence(1000)).toEqual([]);
});
