import type { Framer } from '../../core/framing/framer';
import type { Frame } from '../../core/framing/framing';

/** Cuts what one connection or peer sends into messages, as its endpoint is set. */
export interface MessageCutter {
  push(bytes: Uint8Array): void;
  /** The peer sends no more: what is left may be a message. */
  end(): void;
  stop(): void;
}

/** Bytes that are no message. */
export type NoMessage = Exclude<Frame, { kind: 'message' }>;

export interface CutterOptions {
  /** Null: chunks and datagrams are the messages. */
  readonly framer: Framer | null;
  /** Silence in ms that ends a message; 0: bytes end it. */
  readonly idleMs: number;
  /** Each push is whole: nothing of it goes on in the next one. */
  readonly datagrams: boolean;
  /** Called in the turn in which the message became whole. */
  readonly onMessage: (bytes: Uint8Array) => void;
  /** Without it, what is no message is passed over. */
  readonly onFault?: (fault: NoMessage) => void;
  /** Around the messages of one turn, where there are several. */
  readonly together?: (work: () => void) => void;
}

export const createMessageCutter = ({
  framer,
  idleMs,
  datagrams,
  onMessage,
  onFault,
  together = (work) => work(),
}: CutterOptions): MessageCutter => {
  let silence: NodeJS.Timeout | undefined;
  const takeEach = (frames: readonly Frame[]): void => {
    for (const frame of frames) {
      if (frame.kind === 'message') onMessage(frame.bytes);
      else onFault?.(frame);
    }
  };
  const take = (frames: readonly Frame[]): void => {
    if (frames.length > 1) together(() => takeEach(frames));
    else takeEach(frames);
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
    end() {
      if (framer !== null) take(framer.end());
    },
    stop: () => clearTimeout(silence),
  };
};
