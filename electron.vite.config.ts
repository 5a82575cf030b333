import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

// The targets are set by hand so that one build runs on every runtime from Electron 33
// (Chrome 130, Node 20.18) on; see scripts/runtime.
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: 'node20.18',
      rollupOptions: {
        input: {
          'analysis-worker': resolve('electron/analysis/analysis-worker.ts'),
          main: resolve('electron/main.ts'),
          'inspection-worker': resolve('electron/inspection/inspection-worker.ts'),
          'script-worker': resolve('electron/automation/script/script-worker.ts'),
          'traffic-worker': resolve('electron/traffic/traffic-worker.ts'),
          'view-worker': resolve('electron/capture/view-worker.ts'),
        },
        output: { format: 'es' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      target: 'node20.18',
      // A sandboxed preload must be CommonJS and one file.
      externalizeDeps: false,
      rollupOptions: {
        input: { preload: resolve('electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    // Replaced per response by the porthole:// handler, together with the Content-Security-Policy.
    html: { cspNonce: '__CSP_NONCE__' },
    // The page's own address (porthole://app) does not tell it where hot reload listens.
    server: { port: 5173, strictPort: true, hmr: { protocol: 'ws', host: 'localhost', clientPort: 5173 } },
    build: {
      outDir: 'out/renderer',
      target: 'chrome130',
      minify: true,
      assetsInlineLimit: 0,
      // The page comes from the disk, not over a network: its size in one piece is no concern (kB).
      chunkSizeWarningLimit: 4000,
      rollupOptions: { input: resolve('renderer/index.html') },
    },
    // iconv-lite wants Node's Buffer and StringDecoder; these are the well-kept browser versions.
    resolve: { alias: { buffer: 'buffer/', string_decoder: 'string_decoder/' } },
    plugins: [react()],
  },
});
