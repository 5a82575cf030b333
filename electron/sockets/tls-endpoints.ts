import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import type { Failure } from '../../core/contract/failure';
import { createKeyLogs } from './key-log';
import { createTlsLayer, type TlsLayer, type TlsMemory } from './tls-layer';
import type { TlsPlan } from './tls-plan';

/** What TLS keeps of endpoints beyond one start: sessions to resume, and files that keys are logged to. */
export interface TlsEndpoints {
  /** `onFailure` hears that the key log cannot be written; TLS goes on without it. */
  layer(id: string, plan: TlsPlan, onFailure: (failure: Failure) => void): TlsLayer;
  forget(id: string): void;
  /** Answers when every key that was seen is in its file. */
  settled(): Promise<void>;
}

/** An AES and an HMAC key and their name (https://nodejs.org/api/tls.html#session-resumption). */
const TICKET_KEY_BYTES = 48;

export const createTlsEndpoints = (): TlsEndpoints => {
  const keyLogs = createKeyLogs();
  const memories = new Map<string, TlsMemory>();
  const memoryOf = (id: string): TlsMemory => {
    const known = memories.get(id);
    if (known !== undefined) return known;
    const memory: TlsMemory = { ticketKeys: randomBytes(TICKET_KEY_BYTES), session: null, certificate: null };
    memories.set(id, memory);
    return memory;
  };
  return {
    layer: (id, plan, onFailure) => {
      const { keyLog } = plan;
      const onKey = (line: Buffer): void => {
        if (keyLog === null) return;
        keyLogs.append(keyLog, line, (error) =>
          onFailure({ code: 'EKEYLOG', params: { name: basename(keyLog) }, detail: String(error) }),
        );
      };
      return createTlsLayer({ plan, memory: memoryOf(id), onKey });
    },
    forget: (id) => void memories.delete(id),
    settled: () => keyLogs.settled(),
  };
};
