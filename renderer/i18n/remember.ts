import type { i18n as I18n } from 'i18next';

/**
 * Remembers words that take no values, until the language changes: i18next works some 50 µs on each, which a log that
 * draws its header and rows anew feels (5 ms of a jump). Call it before the first `t` is made.
 */
export const rememberWords = (i18n: I18n): void => {
  const known = new Map<string, string>();
  i18n.on('languageChanged', () => known.clear());
  i18n.getFixedT = new Proxy(i18n.getFixedT, {
    apply: (make, _self, [language, namespace, prefix]: readonly unknown[]) => {
      const t: unknown = Reflect.apply(make, i18n, [language, namespace, prefix]);
      if (typeof t !== 'function') return t;
      const place = JSON.stringify([language, namespace, prefix]);
      return new Proxy(t, {
        apply: (from, _self, made: readonly unknown[]) => wordOf(known, place, from, made),
      });
    },
  });
};

const wordOf = (known: Map<string, string>, place: string, t: object, made: readonly unknown[]): unknown => {
  const look = (): unknown => (typeof t === 'function' ? Reflect.apply(t, undefined, made) : undefined);
  const [key] = made;
  if (made.length !== 1 || typeof key !== 'string') return look();
  const name = `${place} ${key}`;
  const word = known.get(name);
  if (word !== undefined) return word;
  const found = look();
  if (typeof found === 'string') known.set(name, found);
  return found;
};
