import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./global.css', import.meta.url), 'utf8');

const tokensOf = (selector: string): Readonly<Record<string, string>> => {
  const start = css.indexOf(selector);
  const block = css.slice(css.indexOf('{', start) + 1, css.indexOf('}', start));
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map((m) => [m[1] ?? '', m[2] ?? '']),
  );
};

/** Relative luminance, WCAG 2.1. */
const luminance = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

const contrast = (a: string, b: string): number => {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
};

const SURFACES = ['bg', 'panel', 'raised', 'hover', 'field'];
const TEXTS = ['text', 'muted', 'accent', 'in', 'out', 'err', 'note'];

describe.each(['dark', 'light'])('the %s tokens', (scheme) => {
  const tokens = tokensOf(`[data-mantine-color-scheme="${scheme}"]`);
  const pairs = [
    ...[...SURFACES, 'sel'].flatMap((surface) => TEXTS.map((text) => [text, surface] as const)),
    ...SURFACES.map((surface) => ['faint', surface] as const),
    ['accent-ink', 'accent'] as const,
  ];

  it.each(pairs)('%s on %s keeps 4.5:1', (text, surface) => {
    const [a, b] = [tokens[text], tokens[surface]];
    if (a === undefined || b === undefined) throw new Error(`no colour for ${text} or ${surface}`);
    expect(contrast(a, b)).toBeGreaterThanOrEqual(4.5);
  });
});
