import type { EndpointConfig } from '../../core/contract/endpoint';
import type { Failure } from '../../core/contract/failure';
import { REPLY_DELAY_BOUNDS } from '../../core/contract/option-bounds';
import { parseWhole } from '../../core/contract/parse';
import { ok, type Result } from '../../core/contract/result';
import { messageSource, outgoingOf } from '../../core/template/outgoing';
import type { Scope } from '../../core/template/scope';

/** An answer to something received: bytes after a delay, or nothing. */
export type Responder = (
  received: Uint8Array,
) => { readonly bytes: Uint8Array; readonly delayMs: number } | null;

export interface ReplyDeps {
  /** Where templates take their values from. */
  scope(): Scope;
  /** An answer could not be made. Told once, and again only after one could. */
  failed(failure: Failure): void;
}

/** The scope of an answer: what was received is the variable `message`. */
const answering = (scope: Scope, received: () => Uint8Array): Scope => ({
  ...scope,
  variable: (name) => (name === 'message' ? received() : scope.variable(name)),
});

/**
 * What an endpoint answers with: nothing, what came (the very bytes, not a copy), or always the same draft, which may
 * be a template. Rules are not its concern. Fails with EINVAL_NUMBER (field `replyDelay`) or the code of a reply that is not well-formed.
 */
export const responderFor = (
  { autoReply }: Pick<EndpointConfig, 'autoReply'>,
  deps: ReplyDeps,
): Result<Responder | null> => {
  if (autoReply.mode === 'off' || autoReply.mode === 'rules') return ok(null);
  const delay = parseWhole(autoReply.delay, 'replyDelay', REPLY_DELAY_BOUNDS, 0);
  if (!delay.ok) return delay;
  const delayMs = delay.value;
  if (autoReply.mode === 'echo') return ok((received) => ({ bytes: received, delayMs }));
  const outgoing = outgoingOf(autoReply.reply);
  if (!outgoing.ok) return outgoing;
  let asked = new Uint8Array() as Uint8Array;
  const source = messageSource(
    outgoing.value,
    answering(deps.scope(), () => asked),
  );
  if (!source.ok) return source;
  let failing = false;
  return ok((received) => {
    asked = received;
    const made = source.value();
    if (made.ok) {
      failing = false;
      return { bytes: made.value, delayMs };
    }
    if (!failing) deps.failed(made.failure);
    failing = true;
    return null;
  });
};
