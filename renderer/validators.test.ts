import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const here = new URL('.', import.meta.url).pathname;
const CONTRACT = join(here, '../core/contract');

const validators = readdirSync(CONTRACT)
  .filter((file) => readFileSync(join(CONTRACT, file), 'utf8').includes("from 'zod'"))
  .map((file) => basename(file, '.ts'));

const sources = readdirSync(here, { recursive: true, encoding: 'utf8' }).filter(
  (path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path),
);

/** Imports of values, not only of types, from a file of the contract that brings its validators along. */
const valueImports = (text: string): readonly string[] =>
  [...text.matchAll(/^import (?!type\b)(\{[^}]*\}|[^;]*?) from '[./]*core\/contract\/([\w-]+)';/gm)]
    .filter(([, names = '', file = '']) => {
      const values = names
        .replace(/[{}]/g, '')
        .split(',')
        .filter((name) => !/^\s*(type\s|$)/.test(name));
      return values.length > 0 && validators.includes(file);
    })
    .map(([line]) => line);

// The main process checks what crosses the bridge. In the window the validators would only be weight, and they
// probe `new Function`, which the Content-Security-Policy refuses.
describe('the window loads no validators', () => {
  it('knows which files have them', () => expect(validators).toContain('draft'));

  it('imports only types from them', () => {
    const found = sources.flatMap((path) =>
      valueImports(readFileSync(join(here, path), 'utf8')).map((line) => `${path}: ${line}`),
    );
    expect(found).toEqual([]);
  });
});
