import { describe, expect, test } from 'vitest';
import { describedPath, localLabel, pathAddress, unnamedAddress } from './local-address';
import { lastOfPath, parseLocalPath } from './local-path';

test.each([
  ['/tmp/x.sock', 'linux', 'file'],
  [' /run/带空格 的.sock ', 'linux', 'file'],
  ['~/x.sock', 'darwin', 'file'],
  ['@porthole', 'linux', 'abstract'],
  [`/${'x'.repeat(106)}`, 'linux', 'file'],
  [`/${'x'.repeat(102)}`, 'darwin', 'file'],
  ['\\\\.\\pipe\\docker_engine', 'win32', 'pipe'],
  ['\\\\?\\pipe\\a b', 'win32', 'pipe'],
])('%j is a place on %s', (typed, platform, kind) => {
  expect(parseLocalPath(typed, platform)).toEqual({ ok: true, value: { kind, text: typed.trim() } });
});

/** Twenty characters of three bytes each. */
const CHINESE = '套接字文件在这里的名字很长很长很长很长很';

test.each([
  ['', 'linux', 'EINVAL_PATH_EMPTY', undefined],
  ['@', 'linux', 'EINVAL_PATH_EMPTY', undefined],
  ['/a\0b', 'linux', 'EINVAL_PATH_NUL', undefined],
  ['x.sock', 'linux', 'EINVAL_PATH_RELATIVE', { value: 'x.sock' }],
  ['@x', 'darwin', 'EINVAL_PATH_ABSTRACT', { value: '@x' }],
  ['\\\\.\\pipe\\x', 'linux', 'EINVAL_PATH_WINDOWS', { value: '\\\\.\\pipe\\x' }],
  ['/tmp/x.sock', 'win32', 'EINVAL_PATH_PIPE', { value: '/tmp/x.sock' }],
  ['\\\\.\\pipe\\', 'win32', 'EINVAL_PATH_PIPE', { value: '\\\\.\\pipe\\' }],
  [
    `/${'x'.repeat(107)}`,
    'linux',
    'EINVAL_PATH_LONG',
    { value: `/${'x'.repeat(107)}`, bytes: 108, max: 107 },
  ],
  [
    `/${'x'.repeat(103)}`,
    'darwin',
    'EINVAL_PATH_LONG',
    { value: `/${'x'.repeat(103)}`, bytes: 104, max: 103 },
  ],
  [
    `/tmp/${CHINESE}${CHINESE}`,
    'linux',
    'EINVAL_PATH_LONG',
    { value: `/tmp/${CHINESE}${CHINESE}`, bytes: 125, max: 107 },
  ],
] as const)('%j is none on %s: %s', (typed, platform, code, params) => {
  const failure = params === undefined ? { code } : { code, params };
  expect(parseLocalPath(typed, platform)).toEqual({ ok: false, failure });
});

test.each([
  ['/tmp/x.sock', 'x.sock'],
  ['/tmp/folder/', 'folder'],
  ['@name', '@name'],
  ['\\\\.\\pipe\\docker_engine', 'docker_engine'],
  ['', ''],
])('what stands last in %j', (path, last) => expect(lastOfPath(path)).toBe(last));

describe('what stands for a local socket in a capture', () => {
  test('is told back as what it was', () => {
    const [named, unnamed] = [pathAddress('/tmp/x.sock'), unnamedAddress(16_391)];
    expect(named.label).toBe('/tmp/x.sock');
    expect(unnamed.label).toBe('#7');
    expect(localLabel('/tmp/x.sock', named.address, named.port)).toBe(named.label);
    expect(localLabel('/tmp/x.sock', unnamed.address, unnamed.port)).toBe(unnamed.label);
    expect(localLabel('/tmp/x.sock', '127.0.0.1', 80)).toBe(null);
  });

  test('has a port of the dynamic range, the same one for the same path', () => {
    const ports = ['/tmp/a', '/tmp/b', '@a', '\\\\.\\pipe\\a'].map((path) => pathAddress(path).port);
    expect(ports.every((port) => port >= 49_152 && port <= 65_535)).toBe(true);
    expect(new Set(ports).size).toBe(4);
    expect(pathAddress('/tmp/a').port).toBe(ports[0]);
  });

  test('the path stands in the description of the interface', () => {
    expect(describedPath('Local server /tmp/two words')).toBe('/tmp/two words');
    expect(describedPath('Local client @x')).toBe('@x');
    expect(describedPath('TCP server 127.0.0.1:8888')).toBe(null);
  });
});
