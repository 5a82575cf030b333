import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBase64 } from './base64';
import { copyAs } from './copy-as';

test.each([
  ['SGkNCgD/', 'Hi\r\n\0\xff'],
  ['SGk=', 'Hi'],
  ['SGk', 'Hi'],
  ['SA==', 'H'],
  ['  SGkN\n CgD/\n', 'Hi\r\n\0\xff'],
  ['-_8', '\xfb\xff'],
])('%j', (text, expected) => {
  expect(Buffer.from(readBase64(text) ?? []).toString('latin1')).toBe(expected);
});

test.each(['', ' ', '=', 'S', 'SGk==', 'SA=', 'SGl', 'S.k=', 'SGk=SGk=', '01 0g!', 'héllo'])(
  '%j is none',
  (text) => {
    expect(readBase64(text)).toBeNull();
  },
);

test('what Porthole copies as Base64 it reads, in lines too', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), (bytes) => {
      const text = copyAs(bytes, 'base64');
      expect(readBase64(text)).toEqual(Uint8Array.from(bytes));
      expect(readBase64(text.replaceAll(/.{76}/g, '$&\r\n'))).toEqual(Uint8Array.from(bytes));
    }),
  );
});
