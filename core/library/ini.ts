/** The sections of an .ini file by their decoded names, each with its keys and values. */
export type IniSections = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Section names: `%20` is a byte's character, `%U4E2D` a UTF-16 unit. */
const decodeKey = (text: string): string =>
  text.replaceAll(/%U([0-9A-Fa-f]{4})|%([0-9A-Fa-f]{2})/g, (_whole, wide?: string, narrow?: string) =>
    String.fromCharCode(Number.parseInt(wide ?? narrow ?? '', 16)),
  );

const NAMED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', a: '\x07', b: '\b', '0': '\0' };

/** Values: may stand in quotes; `\n`, `\"` and `\x4e2d` (as many hex digits as there are) are escapes. */
const decodeValue = (text: string): string => {
  const quoted = /^"((?:[^"\\]|\\.)*)"/.exec(text)?.[1];
  return (quoted ?? text).replaceAll(
    /\\(?:x([0-9A-Fa-f]{1,6})|(.))/g,
    (whole, hex?: string, one?: string) => {
      if (hex !== undefined) {
        const point = Number.parseInt(hex, 16);
        return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
      }
      return one === undefined ? '' : (NAMED[one] ?? one);
    },
  );
};

/**
 * Reads an .ini file as Qt's QSettings writes it (its documentation of QSettings::IniFormat, and what Qt 5 and 6
 * write). Lines that are none of it are passed over.
 */
export const readIni = (text: string): IniSections => {
  const sections = new Map<string, Map<string, string>>();
  let current = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const name = /^\s*\[(.*)\]\s*$/.exec(line)?.[1];
    if (name !== undefined) {
      const decoded = decodeKey(name);
      current = sections.get(decoded) ?? new Map<string, string>();
      sections.set(decoded, current);
      continue;
    }
    const at = line.indexOf('=');
    if (at > 0 && !/^\s*[;#]/.test(line)) {
      current.set(decodeKey(line.slice(0, at).trim()), decodeValue(line.slice(at + 1).trim()));
    }
  }
  return sections;
};
