import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

const here = new URL('.', import.meta.url).pathname;
const files = readdirSync(here, { recursive: true, encoding: 'utf8' });
const read = (path: string): string => readFileSync(join(here, path), 'utf8');

const IMPORT = /^import (\w+) from '([^']+\.module\.css)';$/gm;

/** The names of a style sheet of its own; what `:global` names belongs to others. */
const namesIn = (css: string): ReadonlySet<string> =>
  new Set(
    [
      ...css
        .replace(/\/\*[\s\S]*?\*\//g, '')
        .replace(/:global\((?:[^()]|\([^()]*\))*\)/g, '')
        .replace(/\{[^{}]*\}/g, '{}')
        .matchAll(/\.([A-Za-z_][\w-]*)/g),
    ].map(([, name = '']) => name),
  );

/** Which names of which style sheet the window's code asks for: `path name`. */
const asked = new Set(
  files
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
    .flatMap((path) => {
      const text = read(path);
      const code = text.replaceAll(IMPORT, '');
      return [...text.matchAll(IMPORT)].flatMap(([, local = '', from = '']) =>
        [...code.matchAll(new RegExp(`\\b${local}\\.(\\w+)`, 'g'))].map(
          ([, name = '']) => `${normalize(join(dirname(path), from))} ${name}`,
        ),
      );
    }),
);

const there = new Set(
  files
    .filter((path) => path.endsWith('.module.css'))
    .flatMap((path) => [...namesIn(read(path))].map((name) => `${path} ${name}`)),
);

describe('the names of styles', () => {
  it('are all used', () => expect([...there].filter((name) => !asked.has(name))).toEqual([]));
  it('all exist', () => expect([...asked].filter((name) => !there.has(name))).toEqual([]));
});
