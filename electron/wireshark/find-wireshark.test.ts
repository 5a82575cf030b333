import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findWireshark, type ProgramPlaces, wiresharkPlaces } from './find-wireshark';

const linux = (PATH: string): ProgramPlaces => ({ platform: 'linux', env: { PATH }, home: '/home/ada' });

test('on Linux: the PATH in its order, then the usual places, and nothing beside the working folder', () => {
  expect(wiresharkPlaces(linux('/opt/ws/bin::.:tools:/usr/bin'))).toEqual([
    '/opt/ws/bin/wireshark',
    '/usr/bin/wireshark',
    '/usr/local/bin/wireshark',
  ]);
  expect(wiresharkPlaces({ ...linux(''), env: {} })).toEqual([
    '/usr/local/bin/wireshark',
    '/usr/bin/wireshark',
  ]);
});

test('on macOS: the application, also of one user alone, and Homebrew', () => {
  expect(wiresharkPlaces({ ...linux('/usr/bin'), platform: 'darwin', home: '/Users/ada' })).toEqual([
    '/usr/bin/wireshark',
    '/Applications/Wireshark.app/Contents/MacOS/Wireshark',
    '/Users/ada/Applications/Wireshark.app/Contents/MacOS/Wireshark',
    '/opt/homebrew/bin/wireshark',
    '/usr/local/bin/wireshark',
  ]);
});

test('on Windows: however the variables are written, and where they name no folder, nowhere', () => {
  const env = {
    Path: '"C:\\Tools";relative',
    programfiles: 'C:\\Program Files',
    PROGRAMW6432: 'C:\\Program Files',
  };
  expect(wiresharkPlaces({ platform: 'win32', env, home: '' })).toEqual([
    'C:\\Tools\\Wireshark.exe',
    'C:\\Program Files\\Wireshark\\Wireshark.exe',
  ]);
});

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'porthole-wireshark-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('the first that is a program is found', async () => {
  const [text, nested, program] = ['text', 'nested', 'program'].map((name) => join(folder, name));
  for (const one of [text, nested, program]) await mkdir(one ?? '', { recursive: true });
  await writeFile(join(text ?? '', 'wireshark'), 'no program', { mode: 0o644 });
  await mkdir(join(nested ?? '', 'wireshark'));
  await writeFile(join(program ?? '', 'wireshark'), '#!/bin/sh\n');
  await chmod(join(program ?? '', 'wireshark'), 0o755);
  const places = linux([text, nested, program].join(':'));
  expect(await findWireshark(places)).toBe(join(program ?? '', 'wireshark'));
});
