import type { EndpointConfig } from '../../core/contract/endpoint';
import { REPLY_DELAY_BOUNDS } from '../../core/contract/option-bounds';
import { parseWhole } from '../../core/contract/parse';
import type { Responder } from '../../core/contract/recorder';
import { fail, ok, type Result } from '../../core/contract/result';
import { encodeDraft } from '../../core/payload/draft';

/**
 * What an endpoint answers with: nothing, what came (the very bytes, not a copy), or always the same.
 * Fails with EINVAL_NUMBER (field `replyDelay`) or the codes of `core/payload` for a reply that is not well-formed.
 */
export const responderFor = ({ autoReply }: Pick<EndpointConfig, 'autoReply'>): Result<Responder | null> => {
  if (autoReply.mode === 'off') return ok(null);
  const delay = parseWhole(autoReply.delay, 'replyDelay', REPLY_DELAY_BOUNDS, 0);
  if (!delay.ok) return delay;
  const delayMs = delay.value;
  if (autoReply.mode === 'echo') return ok((received) => ({ bytes: received, delayMs }));
  const encoded = encodeDraft(autoReply.reply);
  if (!encoded.ok) {
    const { code, at, params } = encoded.error;
    return fail({ code, params: { ...params, at: at + 1 } });
  }
  const answer = { bytes: encoded.bytes, delayMs };
  return ok(() => answer);
};
