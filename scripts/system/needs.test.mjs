import { expect, test } from 'vitest';
import { LIBRARIES, missingLibraries, packageNames } from './needs.mjs';

const LDD = `	linux-vdso.so.1 (0x00007ffd0a7f2000)
	libffmpeg.so => /opt/electron/libffmpeg.so (0x00007f1c2a400000)
	libnss3.so => not found
	libgtk-3.so.0 => not found
	libnss3.so => not found
	libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f1c29e00000)
`;

test('libraries that ldd could not find, each once', () => {
  expect(missingLibraries(LDD)).toEqual(['libgtk-3.so.0', 'libnss3.so']);
  expect(missingLibraries('	not a dynamic executable\n')).toEqual([]);
});

test('every library of the table has a package', () => {
  for (const [library, name] of Object.entries(LIBRARIES)) {
    expect(library).toMatch(/^lib.+\.so(\.\d+)?$/);
    expect(name).toMatch(/^[a-z0-9][a-z0-9.+-]+$/);
  }
});

test('Debian 12 keeps its names, Debian 13 has those for 64-bit time', () => {
  const wanted = ['libnss3', 'libasound2', 'libgtk-3-0', 'libnss3'];
  const bookworm = new Set(['libnss3', 'libasound2', 'libgtk-3-0']);
  expect(packageNames(wanted, bookworm)).toEqual(['libasound2', 'libgtk-3-0', 'libnss3']);
  const trixie = new Set(['libnss3', 'libasound2t64', 'libgtk-3-0t64']);
  expect(packageNames(wanted, trixie)).toEqual(['libasound2t64', 'libgtk-3-0t64', 'libnss3']);
});
