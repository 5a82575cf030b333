import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { Draft } from '../../core/contract/draft';
import type { MessageFault } from '../../core/template/fault';
import { compileTemplate, type MadeBytes } from '../../core/template/template';
import { previewScope, useTemplates } from '../state/templates';

/** What a draft would be sent as. */
export type Message =
  | {
      readonly ok: true;
      /** The next message; null when it depends on what will be received. */
      readonly bytes: Uint8Array | null;
      /** The parts of it that are made anew each time. */
      readonly made: readonly MadeBytes[];
      readonly dynamic: boolean;
    }
  | { readonly ok: false; readonly error: MessageFault };

/** Reading this many characters takes longer than a key may: it waits until typing rests for `REST_MS`. */
const LONG = 100_000;
const REST_MS = 300;

const isLong = (draft: Draft | null): boolean =>
  draft !== null && (draft.format === 'hex' ? draft.hex : draft.text).length > LONG;

/** The draft itself, or for a long one as it was when typing last rested. */
const useRested = (draft: Draft | null): Draft | null => {
  const [rested, setRested] = useState(draft);
  const long = isLong(draft);
  useEffect(() => {
    if (!long) return;
    const timer = setTimeout(() => setRested(draft), REST_MS);
    return () => clearTimeout(timer);
  }, [draft, long]);
  return long ? rested : draft;
};

/** Known in answers only. */
const RECEIVED = 'message';

/**
 * The next message that a draft makes, or where it is wrong; null for no draft. Megabytes lag behind typing.
 *
 * @param answers the draft is an answer, in which what was received is known
 */
export const useMessage = (id: string, written: Draft | null, answers = false): Message | null => {
  const draft = useDeferredValue(useRested(written));
  const compiled = useMemo(() => (draft === null ? null : compileTemplate(draft)), [draft]);
  const variables = useTemplates((state) => state.variables);
  const counters = useTemplates((state) => state.counters);
  return useMemo((): Message | null => {
    if (compiled === null || !compiled.ok) return compiled;
    const { template } = compiled;
    const { dynamic } = template;
    if (answers && template.variables.includes(RECEIVED)) {
      return { ok: true, bytes: null, made: [], dynamic };
    }
    const rendered = template.render(previewScope({ variables, counters }, id));
    return rendered.ok ? { ok: true, bytes: rendered.bytes, made: template.made(), dynamic } : rendered;
  }, [compiled, variables, counters, id, answers]);
};
