import { useMemo } from 'react';
import type { Composer, Draft } from '../../../core/contract/draft';
import { type Message, useMessage } from '../../ui/use-message';

/** What the composer would send next, or where it is wrong; null for a file. */
export const useComposed = (id: string, composer: Composer): Message | null => {
  const { format, text, hex, encoding, lineEnding, raw } = composer;
  // Read again only when the message changes, not with the history or the repeat fields.
  const draft = useMemo((): Draft | null => {
    if (format === 'file') return null;
    return format === 'hex' ? { format, hex } : { format, text, encoding, lineEnding, raw };
  }, [format, text, hex, encoding, lineEnding, raw]);
  return useMessage(id, draft);
};
