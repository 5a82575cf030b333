import { useDeferredValue, useMemo } from 'react';
import type { Composer, Draft } from '../../../core/contract/draft';
import { type EncodedDraft, encodeDraft } from '../../../core/payload/draft';

/** The bytes that the composer would send, or where they are wrong; null for a file. Megabytes lag behind typing. */
export const useEncoded = (composer: Composer): EncodedDraft | null => {
  const { format, text, hex, encoding, lineEnding, raw } = composer;
  // Encoded again only when the message changes, not with the history or the repeat fields.
  const now = useMemo((): Draft | null => {
    if (format === 'file') return null;
    return format === 'hex' ? { format, hex } : { format, text, encoding, lineEnding, raw };
  }, [format, text, hex, encoding, lineEnding, raw]);
  const draft = useDeferredValue(now);
  return useMemo(() => (draft === null ? null : encodeDraft(draft)), [draft]);
};
