import type { Draft, TextDraft } from '../contract/draft';
import { createScope, type Scope, type ScopeSource } from './scope';
import { compileTemplate } from './template';

/** For tests: a moment, 2026-11-22 15:45:00.123456789 UTC. */
const MOMENT = 1_795_362_300_123_456_789n;

export const textDraft = (text: string, more: Partial<TextDraft> = {}): TextDraft => ({
  format: 'text',
  text,
  encoding: 'utf-8',
  lineEnding: 'none',
  raw: false,
  ...more,
});

export const scopeWith = (
  variables: Readonly<Record<string, string | Uint8Array>> = {},
  more: Partial<ScopeSource> = {},
): Scope =>
  createScope({
    now: () => MOMENT,
    variable: (name) => (Object.hasOwn(variables, name) ? variables[name] : undefined),
    ...more,
  });

/** The bytes as Latin-1 text, or the code of what is wrong. */
export const rendered = (draft: Draft | string, scope: Scope = scopeWith()): string => {
  const compiled = compileTemplate(typeof draft === 'string' ? textDraft(draft) : draft);
  const result = compiled.ok ? compiled.template.render(scope) : compiled;
  return result.ok ? String.fromCharCode(...result.bytes) : result.error.code;
};

/** The bytes as hex, or the code of what is wrong. */
export const renderedHex = (draft: Draft | string, scope: Scope = scopeWith()): string => {
  const text = rendered(draft, scope);
  return text.startsWith('E') && text.includes('_')
    ? text
    : [...text].map((one) => one.charCodeAt(0).toString(16).padStart(2, '0')).join('');
};
