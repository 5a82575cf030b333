import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { withDirectCalls } from './wiregasm';

const script = readFileSync(
  createRequire(import.meta.url).resolve('@goodtools/wiregasm/dist/wiregasm.js'),
  'utf8',
);

test('the package’s script calls WebAssembly directly', () => {
  const direct = withDirectCalls(script);
  // The ways through which C catches what is thrown, and the stack that it puts back.
  for (const variable of ['stackSave', 'stackRestore', 'dynCall_iii', 'dynCall_iiiiiii'])
    expect(direct).toMatch(new RegExp(`if \\(exports\\["${variable}"\\]\\) ${variable} = `));
  expect(direct).not.toContain('return getDynCaller(signature, rawFunction);');
});

test('another script goes as it is', () => {
  expect(withDirectCalls('var a = 1;')).toBe('var a = 1;');
});
