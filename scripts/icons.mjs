// node scripts/icons.mjs: draws assets/icon.svg again in every size and container. Needs rsvg-convert (Debian:
// librsvg2-bin). The results are in the repository, so that a build needs neither.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { icnsOf, icoOf } from './icons/containers.mjs';
import { Explained, exitWith } from './lib/explained.mjs';
import { ROOT } from './lib/paths.mjs';
import { run } from './lib/run.mjs';

const SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024];

await exitWith(async () => {
  const source = path.join(ROOT, 'assets', 'icon.svg');
  const folder = path.join(ROOT, 'assets', 'icons');
  await mkdir(folder, { recursive: true });
  /** @type {Map<number, Buffer>} */
  const pictures = new Map();
  for (const size of SIZES) {
    const target = path.join(folder, `${size}x${size}.png`);
    const drawn = await run('rsvg-convert', ['-w', `${size}`, '-h', `${size}`, source, '-o', target]);
    if (drawn.code !== 0) {
      throw new Explained(
        'The icons could not be drawn.',
        drawn.code === 127 ? 'there is no rsvg-convert.' : `rsvg-convert ended with ${drawn.code}.`,
        'install librsvg2-bin (Debian) or librsvg (Homebrew), then start again.',
      );
    }
    pictures.set(size, await readFile(target));
  }
  await writeFile(path.join(ROOT, 'assets', 'icon.ico'), icoOf(pictures));
  await writeFile(path.join(ROOT, 'assets', 'icon.icns'), icnsOf(pictures));
});
