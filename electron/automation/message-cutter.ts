import type { Framer } from '../../core/framing/framer';
import type { Frame } from '../../core/framing/framing';

/** Cuts what one connection or peer sends into messages, as its endpoint is set. */
export interface MessageCutter {
  push(bytes: Uint8Array): void;
  stop(): void;
}

export interface CutterOptions {
  /** Null: chunks and datagrams are the messages. */
  readonly framer: Framer | null;
  /** Silence in ms that ends a message; 0: bytes end it. */
  readonly idleMs: number;
  /** Each push is whole: nothing of it goes on in the next one. */
  readonly datagrams: boolean;
  /** Called in the turn in which the message became whole. Bytes that are no message are passed over. */
  readonly onMessage: (bytes: Uint8Array) => void;
}

export const createMessageCutter = ({
  framer,
  idleMs,
  datagrams,
  onMessage,
}: CutterOptions): MessageCutter => {
  let silence: NodeJS.Timeout | undefined;
  const take = (frames: readonly Frame[]): void => {
    for (const frame of frames) if (frame.kind === 'message') onMessage(frame.bytes);
  };
  return {
    push(bytes) {
      if (framer === null) {
        onMessage(bytes);
        return;
      }
      take(framer.push(bytes, performance.now()));
      if (datagrams) take(framer.end());
      else if (idleMs > 0) {
        clearTimeout(silence);
        silence = setTimeout(() => take(framer.end()), idleMs);
      }
    },
    stop: () => clearTimeout(silence),
  };
};
