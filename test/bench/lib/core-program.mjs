import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { startChild } from './child.mjs';

/**
 * Bundles a program of test/bench/core and runs it in the Node that Electron carries, as the thread of the sockets
 * would; answers with the line that it prints.
 * @param {import('./context.mjs').Context} context
 * @param {string} name
 */
export async function runCore(context, name) {
  const entry = fileURLToPath(new URL(`../core/${name}.ts`, import.meta.url));
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: entry,
      outDir: context.folder,
      emptyOutDir: false,
      target: 'node20.18',
      rollupOptions: { output: { format: 'es', entryFileNames: `${name}.mjs` } },
    },
  });
  const program = startChild(context.runtime.program, [path.join(context.folder, `${name}.mjs`)], {
    ...context.env,
    ELECTRON_RUN_AS_NODE: '1',
  });
  try {
    return await program.next();
  } finally {
    await program.stop();
  }
}
