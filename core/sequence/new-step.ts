import type { Draft } from '../contract/draft';
import type { SequenceStep } from '../contract/sequence';
import type { StepKind } from '../contract/sequence-choices';
import { newCondition, textDraft } from '../rules/new-rule';

/** A step of a kind, with nothing in it yet. */
export const newStep = (kind: StepKind, id: string): SequenceStep => {
  switch (kind) {
    case 'send':
      return { kind, id, message: '', draft: textDraft('') };
    case 'wait':
      return { kind, id, ms: '1000' };
    case 'expect':
      return { kind, id, match: newCondition({ trigger: 'any' }), within: '1000', otherwise: 'fail' };
    case 'set':
      return { kind, id, name: '', value: textDraft('{{$message}}') };
    case 'repeat':
      return { kind, id, times: '10' };
    case 'if':
      return { kind, id, match: newCondition(), not: false };
    case 'else':
    case 'end':
      return { kind, id };
    case 'note':
      return { kind, id, text: '' };
  }
};

/** A message of a conversation, as the log has it. */
export interface RecordedMessage {
  readonly sent: boolean;
  readonly draft: Draft;
  /** Ms since the message before it; 0 for the first. */
  readonly afterMs: number;
}

/** Shorter waits are nobody's wish but the machine's. In ms. */
const LEAST_WAIT = 20;
/** An answer gets this many times as long as it took, and a second at least. */
const PATIENCE = 4;

/** Steps that have a conversation again: what was sent, after the same waits, and what is expected to come. */
export const recordedSteps = (
  messages: readonly RecordedMessage[],
  newId: () => string,
): readonly SequenceStep[] =>
  messages.flatMap(({ sent, draft, afterMs }, at): readonly SequenceStep[] => {
    const ms = Math.round(afterMs);
    if (sent) {
      const wait: readonly SequenceStep[] =
        at > 0 && ms >= LEAST_WAIT ? [{ kind: 'wait', id: newId(), ms: String(ms) }] : [];
      return [...wait, { kind: 'send', id: newId(), message: '', draft }];
    }
    const pattern =
      draft.format === 'hex'
        ? newCondition({ trigger: 'hex', how: 'equals', hex: draft.hex })
        : newCondition({ trigger: 'text', how: 'equals', text: draft.text });
    const within = String(Math.max(1000, Math.ceil((ms * PATIENCE) / 1000) * 1000));
    return [{ kind: 'expect', id: newId(), match: pattern, within, otherwise: 'fail' }];
  });
