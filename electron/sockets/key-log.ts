import { appendFile } from 'node:fs/promises';

/** With these secrets everything can be read: nobody else's business. */
const PRIVATE = 0o600;

/**
 * Appends the secrets of handshakes to files in the SSLKEYLOGFILE format (draft-ietf-tls-keylogfile), which Wireshark
 * reads. Lines of several endpoints may go to one file.
 */
export interface KeyLogs {
  /** `onFailure` is told once for each file that cannot be written, until it can be again. */
  append(path: string, line: Buffer, onFailure: (error: unknown) => void): void;
  /** Answers when everything is written. */
  settled(): Promise<void>;
}

export const createKeyLogs = (): KeyLogs => {
  let writing: Promise<void> = Promise.resolve();
  const failed = new Set<string>();
  return {
    append: (path, line, onFailure) => {
      writing = writing
        .then(() => appendFile(path, line, { mode: PRIVATE }))
        .then(
          () => void failed.delete(path),
          (error: unknown) => {
            if (!failed.has(path)) onFailure(error);
            failed.add(path);
          },
        );
    },
    settled: () => writing,
  };
};
