import { describe, expect, it } from 'vitest';
import { classOf, hexRuns, textRuns } from './hex-runs';

const NONE = { from: 0, to: 0, caret: -1, litFrom: 0, litTo: 0 };
const hello = new TextEncoder().encode('Hello, server!');

describe('the runs of a hex line', () => {
  it.each([
    [0x00, 'zero'],
    [0x0a, 'control'],
    [0x7f, 'control'],
    [0x20, 'print'],
    [0x7e, 'print'],
    [0x80, 'high'],
  ])('%d is %s', (byte, kind) => {
    expect(classOf(byte)).toBe(kind);
  });

  it('are one run where all bytes look alike', () => {
    expect(hexRuns(hello, NONE)).toEqual([
      {
        at: 0,
        text: '48 65 6C 6C 6F 2C 20 73  65 72 76 65 72 21',
        kind: 'print',
        selected: false,
        lit: false,
        caret: false,
      },
    ]);
    expect(textRuns(hello, NONE).map(({ text }) => text)).toEqual(['Hello, server!']);
  });

  it('split at the selection, whose inner gaps belong to it', () => {
    const runs = hexRuns(hello, { ...NONE, from: 6, to: 9 });
    expect(runs.map(({ text, selected }) => [text, selected])).toEqual([
      ['48 65 6C 6C 6F 2C ', false],
      ['20 73  65', true],
      [' 72 76 65 72 21', false],
    ]);
  });

  it('split at what something else points at, apart from the selection', () => {
    const runs = hexRuns(hello, { ...NONE, from: 1, to: 2, litFrom: 0, litTo: 4 });
    expect(runs.map(({ text, selected, lit }) => [text, selected, lit])).toEqual([
      ['48 ', false, true],
      ['65', true, true],
      [' 6C 6C', false, true],
      [' 6F 2C 20 73  65 72 76 65 72 21', false, false],
    ]);
  });

  it('set the caret apart, in both columns', () => {
    const marks = { ...NONE, from: 1, to: 3, caret: 2 };
    expect(hexRuns(hello, marks).filter(({ caret }) => caret)).toMatchObject([{ at: 2, text: '6C' }]);
    expect(textRuns(hello, marks).filter(({ caret }) => caret)).toMatchObject([{ at: 2, text: 'l' }]);
  });

  it('show bytes that are no text as dots', () => {
    const runs = textRuns(new Uint8Array([0, 0x41, 0xff, 0x1b]), NONE);
    expect(runs.map(({ text, kind }) => `${kind}:${text}`)).toEqual([
      'zero:·',
      'print:A',
      'high:·',
      'control:·',
    ]);
  });
});
