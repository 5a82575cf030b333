import { expect, test } from 'vitest';
import { developmentUrl } from './development';

test.each([
  [false, 'http://localhost:5173', 'http://localhost:5173'],
  [false, 'http://127.0.0.1:5173/', 'http://127.0.0.1:5173/'],
  [false, 'http://[::1]:5173', 'http://[::1]:5173'],
  [true, 'http://localhost:5173', undefined],
  [false, 'http://example.org', undefined],
  [false, 'http://localhost.example.org', undefined],
  [false, 'http://localhost@example.org', undefined],
  [false, 'file:///tmp/x', undefined],
  [false, 'nonsense', undefined],
  [false, undefined, undefined],
])('packaged %j, ELECTRON_RENDERER_URL %j: %j', (packaged, given, wanted) => {
  expect(developmentUrl(packaged, given === undefined ? {} : { ELECTRON_RENDERER_URL: given })).toBe(wanted);
});
