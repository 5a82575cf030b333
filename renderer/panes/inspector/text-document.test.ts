import { describe, expect, it } from 'vitest';
import { TEXT_STEP_BYTES } from '../../../core/payload/decode-step';
import { TextDocument } from './text-document';

const textOf = ({ flow }: TextDocument): string =>
  flow.rows.map(({ tokens }) => tokens.map(({ text }) => text).join('')).join('');

describe('a payload that is laid out in steps', () => {
  const text = '你好, 😀 '.repeat(60_000);
  const bytes = new TextEncoder().encode(text);

  it('takes one step at a time, and ends with all of it', () => {
    const document = new TextDocument(1, 'utf-8', 80);
    let steps = 1;
    while (document.take(bytes, bytes.length)) steps += 1;
    expect(steps).toBe(Math.ceil(bytes.length / TEXT_STEP_BYTES));
    expect(textOf(document)).toBe(text);
  });

  it('goes on where it was when more of the payload is there', () => {
    const document = new TextDocument(1, 'utf-8', 80);
    // 1,001 bytes end within a character.
    expect(document.take(bytes.subarray(0, 1001), bytes.length)).toBe(false);
    expect(text.startsWith(textOf(document))).toBe(true);
    while (document.take(bytes, bytes.length));
    expect(textOf(document)).toBe(text);
    expect(document.flow.invalid).toBe(0);
  });

  it('does nothing twice', () => {
    const document = new TextDocument(1, 'utf-8', 80);
    const short = bytes.subarray(0, 260);
    document.take(short, 260);
    document.take(short, 260);
    expect(textOf(document)).toBe(new TextDecoder().decode(short));
  });

  it('never cuts a surrogate pair of formatted text', () => {
    const odd = `a${'😀'.repeat(TEXT_STEP_BYTES)}`;
    const document = new TextDocument(1, 'utf-8', 80, false);
    while (document.takeText(odd));
    expect(textOf(document)).toBe(odd);
  });
});
