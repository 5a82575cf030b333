import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createWireshark, type Wireshark } from './wireshark';

// A stand-in takes Wireshark's place: a program of that name on the PATH which writes down its arguments.
let folder = '';
let wireshark: Wireshark;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'porthole-wireshark-'));
  const places = { platform: process.platform, env: { PATH: join(folder) }, home: folder };
  wireshark = createWireshark(join(folder, 'copies'), places);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const standIn = async (script: string): Promise<string> => {
  const program = join(folder, 'wireshark');
  await writeFile(program, script);
  await chmod(program, 0o755);
  return program;
};

test('it is started with one argument, whatever a shell would make of it', async () => {
  const written = join(folder, 'arguments');
  await standIn(
    `#!/bin/sh\nprintf '%s\\n' "$#" "$@" > '${written}.part'\nmv '${written}.part' '${written}'\n`,
  );
  const program = await wireshark.find();
  const file = join(folder, `a "b" $(touch ${'oh'}) 'c' ; -k 抓包.pcapng`);
  expect(await wireshark.open(program ?? '', file)).toEqual({ ok: true, value: null });
  await vi.waitFor(async () => expect(await readFile(written, 'utf8')).toBe(`1\n${file}\n`), 10_000);
});

test('what cannot be started is said', async () => {
  const program = await standIn('#!/no/such/interpreter\n');
  expect(await wireshark.open(program, '/a.pcapng')).toMatchObject({
    ok: false,
    failure: { code: 'EWIRESHARK_START', params: { program }, detail: expect.stringContaining('ENOENT') },
  });
});

test('copies have folders of their own, which nobody else enters, and go together', async () => {
  const one = await wireshark.placeFor('porthole.pcapng');
  const other = await wireshark.placeFor('porthole.pcapng');
  expect(other).not.toBe(one);
  expect((await stat(dirname(one))).mode & 0o077).toBe(0);
  await writeFile(one, 'x');
  await wireshark.removeCopies();
  expect(existsSync(one)).toBe(false);
  expect(existsSync(join(folder, 'copies'))).toBe(false);
  await wireshark.removeCopies();
});
