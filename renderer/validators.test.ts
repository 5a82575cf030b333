import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** An import of more than types. */
const VALUE_IMPORT = /^import (?!type\b)(?:\{[^}]*\}|[^;]*?) from '([^']+)';/gm;

const here = new URL('.', import.meta.url).pathname;
const CONTRACT = join(here, '../core/contract');

/** With what they import from each other, by their path in the contract without the ending. */
const imports = new Map(
  readdirSync(CONTRACT, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .map((path) => [
      path.slice(0, -'.ts'.length),
      [...readFileSync(join(CONTRACT, path), 'utf8').matchAll(VALUE_IMPORT)].map(([, from = '']) =>
        from.startsWith('.') ? join(dirname(path), from) : from,
      ),
    ]),
);

/** Whether a file brings the validators along, itself or through another. */
const bringsValidators = (file: string): boolean =>
  file === 'zod' || (imports.get(file) ?? []).some(bringsValidators);

const validators = [...imports.keys()].filter(bringsValidators);

const sources = readdirSync(here, { recursive: true, encoding: 'utf8' }).filter(
  (path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path),
);

/** Imports of values, not only of types, from a file of the contract that brings its validators along. */
const valueImports = (text: string): readonly string[] =>
  [...text.matchAll(/^import (?!type\b)(\{[^}]*\}|[^;]*?) from '[./]*core\/contract\/([\w/-]+)';/gm)]
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
  it('knows which files have them', () => {
    expect(validators).toContain('draft');
    expect(validators).toContain('requests/log');
    expect(validators).not.toContain('result');
  });

  it('imports only types from them', () => {
    const found = sources.flatMap((path) =>
      valueImports(readFileSync(join(here, path), 'utf8')).map((line) => `${path}: ${line}`),
    );
    expect(found).toEqual([]);
  });
});
