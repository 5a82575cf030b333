import { expect, test } from 'vitest';
import { defaultFraming, type FramingSetting } from '../contract/framing';
import { readFraming } from './setting';

const read = (change: Partial<FramingSetting>) => readFraming({ ...defaultFraming(), ...change });

const cut = (change: Partial<FramingSetting>, ...chunks: readonly string[]): readonly string[] => {
  const setting = read(change);
  if (!setting.ok) throw new Error(setting.fault.failure.code);
  const framer = setting.framer();
  return chunks.flatMap((chunk) =>
    framer
      .push(Buffer.from(chunk, 'latin1'), 0)
      .map((frame) => (frame.kind === 'message' ? Buffer.from(frame.bytes).toString('latin1') : frame.code)),
  );
};

test('every kind means what it says', () => {
  expect(cut({}, 'ab', 'c')).toEqual(['ab', 'c']);
  expect(cut({ kind: 'delimiter' }, 'one\r', '\ntwo\r\nth')).toEqual(['one', 'two']);
  expect(cut({ kind: 'delimiter', delimiter: ';', keep: true }, 'a;b;')).toEqual(['a;', 'b;']);
  expect(cut({ kind: 'fixed', length: ' 2 ' }, 'abc')).toEqual(['ab']);
  expect(cut({ kind: 'length', size: '1', adjustment: '-1' }, '\x03abz')).toEqual(['\x03ab']);
  expect(cut({ kind: 'markers', start: '<', end: '>' }, '<a><b>')).toEqual(['a', 'b']);
  expect(cut({ kind: 'regex', regex: 'end' }, 'x endy')).toEqual(['x end']);
  expect(cut({ kind: 'delimiter', delimiter: '\\n', most: '3' }, 'abcdef\n')).toEqual(['EFRAMING_LONG']);
});

test.each([
  [{ kind: 'delimiter', delimiter: '' }, 'delimiter', 'EFRAMING_SETTING'],
  [{ kind: 'delimiter', delimiter: 'a\\q' }, 'delimiter', 'EDRAFT_ESCAPE'],
  [{ kind: 'fixed', length: '0' }, 'length', 'EINVAL_NUMBER'],
  [{ kind: 'fixed', length: '' }, 'length', 'EFRAMING_SETTING'],
  [{ kind: 'length', adjustment: 'x' }, 'adjustment', 'EINVAL_NUMBER'],
  [{ kind: 'idle', idle: '1.5' }, 'idle', 'EINVAL_NUMBER'],
  [{ kind: 'regex', regex: 'ab(' }, 'regex', 'EREGEX'],
  [{ kind: 'regex', regex: '(?=a)' }, 'regex', 'EREGEX_UNSUPPORTED'],
  [{ kind: 'regex', regex: 'a{5000}' }, 'regex', 'EREGEX_LARGE'],
  [{ kind: 'regex', regex: 'a$' }, 'regex', 'EFRAMING_REGEX'],
  [{ most: '-1' }, 'most', 'EINVAL_NUMBER'],
] as const)('%j is wrong in its %s', (change, field, code) => {
  expect(read(change)).toMatchObject({ ok: false, fault: { field, failure: { code } } });
});

test('an expression says where it is wrong', () => {
  expect(read({ kind: 'regex', regex: 'ab)c' })).toMatchObject({
    fault: { field: 'regex', failure: { code: 'EREGEX', params: { found: ')', character: 3, at: 3 } } },
  });
});
