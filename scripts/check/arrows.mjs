import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { commandOf } from '../build/build.mjs';
import { ROOT } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';

// A check that finds nothing may be a check that looks at nothing. So each arrow that biome.json forbids is
// broken once, in a folder of its own, and Biome has to say so; and what is allowed must pass.

/** @type {readonly (readonly [file: string, from: string])[]} */
export const FORBIDDEN = [
  ['core/payload/a.ts', '../../electron/sockets/engine'],
  ['core/contract/b.ts', '../../renderer/state/endpoints'],
  ['core/contract/c.ts', 'electron'],
  ['core/framing/d.ts', 'node:net'],
  ['core/payload/e.ts', 'react'],
  ['core/payload/f.ts', 'react-dom/client'],
  ['core/payload/g.ts', '@mantine/core'],
  ['renderer/panes/log/a.tsx', '../../../electron/capture/reader'],
  ['renderer/state/b.ts', '../../electron/main'],
  ['renderer/state/c.ts', 'electron'],
  ['renderer/ui/d.tsx', 'node:fs'],
  ['electron/sockets/a.ts', '../capture/capture-service'],
  ['electron/sockets/deep/b.ts', '../../automation/repeat'],
  ['electron/capture/a.ts', '../sockets/engine'],
  ['electron/capture/b.ts', '../dissect/worker'],
  ['electron/dissect/a.ts', '../capture/reader'],
  ['electron/automation/a.ts', '../sockets/engine'],
  ['electron/workspace/a.ts', '../window/menu'],
  ['electron/workspace/b.ts', '../bridge/serve'],
  ['electron/workspace/c.ts', '../../renderer/state/endpoints'],
  ['electron/certificates/a.ts', '../sockets/engine'],
  ['electron/certificates/b.ts', 'electron'],
  ['electron/wireshark/a.ts', '../capture/capture-service'],
  ['electron/sockets/c.ts', 'electron'],
  ['electron/capture/c.ts', 'electron'],
  ['electron/dissect/c.ts', 'electron'],
  ['electron/automation/c.ts', 'electron'],
  ['electron/workspace/d.ts', 'electron'],
  ['electron/newroom/a.ts', 'electron'],
  ['electron/newroom/b.ts', '../../renderer/ui/theme'],
  ['electron/bridge/a.ts', '../sockets/engine'],
  ['electron/bridge/b.ts', '../../renderer/bridge'],
  ['electron/window/a.ts', '../capture/capture-service'],
  ['electron/window/b.ts', '../../renderer/ui/theme'],
  ['electron/main.ts', '../renderer/state/endpoints'],
  ['electron/preload.ts', '../renderer/bridge'],
];

/** @type {readonly (readonly [file: string, from: string])[]} */
const ALLOWED = [
  ['core/payload/ok.ts', '../contract/address'],
  ['renderer/panes/log/ok.tsx', '../../../core/contract/log'],
  ['electron/sockets/ok.ts', '../../core/contract/endpoint'],
  ['electron/capture/ok.ts', '../../core/capture/blocks'],
  ['electron/capture/ok2.ts', './reader'],
  ['electron/capture/ok3.ts', 'node:fs'],
  ['electron/bridge/ok.ts', 'electron'],
  ['electron/window/ok.ts', 'electron'],
  ['electron/window/ok2.ts', '../workspace/json-file'],
];

/**
 * The three ways to write an import; a type-only one is an arrow, too.
 * @param {string} from
 */
const importsOf = (from) => ({
  static: `import { thing } from '${from}';\nexport const use = thing;\n`,
  type: `import type { Thing } from '${from}';\nexport type Use = Thing;\n`,
  dynamic: `export const use = async () => import('${from}');\n`,
});

/** @param {string} file @param {string} way */
const named = (file, way) => file.replace(/(\.tsx?)$/, way === 'static' ? '$1' : `-${way}$1`);

/** @param {string} folder @param {string} file @param {string} text */
async function plant(folder, file, text) {
  const target = path.join(folder, file);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, text);
}

/** @param {string} folder @returns {Promise<ReadonlySet<string>>} the files whose imports Biome refuses */
async function refusedIn(folder) {
  const args = ['lint', '--only=noRestrictedImports', '--reporter=json', '--max-diagnostics=none'];
  const linted = await run(
    process.execPath,
    [commandOf('@biomejs/biome', 'biome'), ...args, '--vcs-enabled=false', '.'],
    {
      cwd: folder,
      capture: true,
    },
  );
  /** @type {{ diagnostics: readonly { category: string, location: { path: string } }[] }} */
  const { diagnostics } = JSON.parse(linted.stdout);
  const found = diagnostics.filter(({ category }) => category === 'lint/style/noRestrictedImports');
  return new Set(found.map(({ location }) => path.relative(folder, path.resolve(folder, location.path))));
}

/**
 * Proves that the import arrows are watched.
 * @returns {Promise<{ count: number, problems: readonly string[] }>} count: the violations planted
 */
export async function proveArrows() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'porthole-arrows-'));
  try {
    await copyFile(path.join(ROOT, 'biome.json'), path.join(folder, 'biome.json'));
    /** @type {Map<string, string>} */
    const forbidden = new Map();
    for (const [file, from] of FORBIDDEN) {
      for (const [way, text] of Object.entries(importsOf(from))) {
        // The override of a single file knows it by its full name.
        const to = /^electron\/(main|preload)\.ts$/.test(file) ? file : named(file, way);
        if (to === file && way !== 'static') continue;
        await plant(folder, to, text);
        forbidden.set(path.normalize(to), from);
      }
    }
    for (const [file, from] of ALLOWED) await plant(folder, file, importsOf(from).static);
    const refused = await refusedIn(folder);
    const problems = [
      ...[...forbidden]
        .filter(([file]) => !refused.has(file))
        .map(([file, from]) => `${file} may import '${from}', and should not`),
      ...ALLOWED.filter(([file]) => refused.has(path.normalize(file))).map(
        ([file, from]) => `${file} may not import '${from}', and should`,
      ),
    ];
    return { count: forbidden.size, problems };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
