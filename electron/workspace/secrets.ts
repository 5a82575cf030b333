import type { WorkspacePrivate } from '../../core/contract/workspace';

/** The system's safe for secrets. */
export interface Safe {
  /** Encrypted; null where the system has no safe. */
  seal(text: string): string | null;
  /** Null: it was sealed for somebody else, or the safe is closed. */
  open(sealed: string): string | null;
}

/** Marks what is sealed: where there is no safe, a secret stands in a file that only its owner reads. */
const SEALED = 'sealed:';
const PLAIN = 'plain:';

/** Secrets as they are kept in a person's own file, and as they are used. */
export const createSecrets = (safe: Safe) => {
  /** Sealing the same text again gives another one: the file would be another with every change. */
  const known = new Map<string, string>();
  const seal = (value: string): string => {
    const kept = known.get(value);
    if (kept !== undefined) return kept;
    const put = safe.seal(value);
    const made = put === null ? PLAIN + value : SEALED + put;
    known.set(value, made);
    return made;
  };
  /** Empty: it cannot be opened. */
  const open = (kept: string): string => {
    if (!kept.startsWith(SEALED)) return kept.slice(PLAIN.length);
    const value = safe.open(kept.slice(SEALED.length)) ?? '';
    if (value !== '') known.set(value, kept);
    return value;
  };
  return {
    /** What cannot be opened now stays as it was kept: the safe may be open again tomorrow. */
    sealed: (own: WorkspacePrivate, before: WorkspacePrivate): WorkspacePrivate => ({
      ...own,
      secrets: Object.fromEntries(
        Object.entries(own.secrets).flatMap(([name, value]) => {
          if (value !== '') return [[name, seal(value)]];
          const kept = before.secrets[name];
          return kept === undefined || open(kept) !== '' ? [] : [[name, kept]];
        }),
      ),
    }),
    unsealed: (own: WorkspacePrivate): WorkspacePrivate => ({
      ...own,
      secrets: Object.fromEntries(Object.entries(own.secrets).map(([name, kept]) => [name, open(kept)])),
    }),
  };
};
