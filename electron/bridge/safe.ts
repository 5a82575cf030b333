import { safeStorage } from 'electron';
import type { Secrets } from '../certificates/store';

/**
 * The system's safe: Keychain, DPAPI, or on Linux a keyring. Where there is none, Chromium would encrypt with a password
 * that stands in its source: that is no safe, and such a key is kept in a file that only its owner reads instead.
 */
export const systemSafe = (): Secrets => {
  const usable = (): boolean => {
    if (!safeStorage.isEncryptionAvailable()) return false;
    return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
  };
  return {
    seal: (text) => (usable() ? safeStorage.encryptString(text).toString('base64') : null),
    open: (sealed) => {
      try {
        return safeStorage.decryptString(Buffer.from(sealed, 'base64'));
      } catch {
        // Sealed by another user, or the keyring is locked: the caller has words for it.
        return null;
      }
    },
  };
};
