import { create } from 'zustand';
import type { Composer, Draft } from '../../core/contract/draft';
import type { Failure } from '../../core/contract/failure';
import type { Result } from '../../core/contract/result';
import type { ChosenFile } from '../../core/contract/snapshot';
import type { Target } from '../../core/contract/target';
import { ask } from './bridge';
import { configure, endpointById } from './endpoints';
import { remember } from './history';
import { tell } from './notices';
import { targetOf, useTargets } from './targets';
import { flushVariables, takeCounters } from './templates';

interface SendingState {
  /** The file that an endpoint's composer will send. */
  readonly files: Readonly<Record<string, ChosenFile>>;
  /** Why the last message of an endpoint could not be sent; gone with the next one. */
  readonly failures: Readonly<Record<string, Failure>>;
}

export const useSending = create<SendingState>()(() => ({ files: {}, failures: {} }));

const settle = (id: string, answer: Result<unknown>): void =>
  useSending.setState(({ failures }) => {
    const { [id]: _gone, ...rest } = failures;
    return { failures: answer.ok ? rest : { ...rest, [id]: answer.failure } };
  });

export const dismissSendFailure = (id: string): void => settle(id, { ok: true, value: null });

/** What the composer would send; null when it is set to a file. */
export const draftOf = (composer: Composer): Draft | null => {
  switch (composer.format) {
    case 'text': {
      const { text, encoding, lineEnding, raw } = composer;
      return { format: 'text', text, encoding, lineEnding, raw };
    }
    case 'hex':
      return { format: 'hex', hex: composer.hex };
    case 'file':
      return null;
  }
};

/** Puts a message into the composer, in its own format; the draft of the other format stays. */
export const withDraft = (composer: Composer, draft: Draft): Composer => ({ ...composer, ...draft });

/** Whom an endpoint's composer sends to. */
export const targetFor = (id: string): Target | null => {
  const endpoint = endpointById(id);
  return endpoint === undefined ? null : targetOf(endpoint, useTargets.getState().chosen[id]);
};

const sendDraft = async (id: string, target: Target, draft: Draft): Promise<void> => {
  await flushVariables();
  const answer = await ask('message.send', { id, target, draft });
  settle(id, answer);
  if (!answer.ok) return;
  takeCounters(id, answer.value.counters);
  configure(id, (endpoint) => ({
    ...endpoint,
    composer: { ...endpoint.composer, history: [...remember(endpoint.composer.history, draft)] },
  }));
};

/** Sends a message that was kept, to whom the endpoint's composer sends. */
export const sendSaved = async (id: string, draft: Draft): Promise<void> => {
  const target = targetFor(id);
  if (target !== null) await sendDraft(id, target, draft);
};

/** Sends what the composer of an endpoint holds. */
export const send = async (id: string): Promise<void> => {
  const composer = endpointById(id)?.composer;
  const target = targetFor(id);
  if (composer === undefined || target === null) return;
  const draft = draftOf(composer);
  if (draft !== null) {
    await sendDraft(id, target, draft);
    return;
  }
  if (useSending.getState().files[id] === undefined) return;
  const { datagramSize, chunkSize, pace } = composer;
  settle(id, await ask('file.send', { id, target, datagramSize, chunkSize, pace }));
};

/** Repeats a message, to whom and as often as the endpoint's composer says. */
export const repeatDraft = async (id: string, draft: Draft): Promise<void> => {
  const composer = endpointById(id)?.composer;
  const target = targetFor(id);
  if (composer === undefined || target === null) return;
  const { repeatEvery: every, repeatCount: count, repeatFor: seconds } = composer;
  await flushVariables();
  settle(id, await ask('repeat.start', { id, target, draft, every, count, seconds }));
};

/** Repeats what the composer of an endpoint holds, beside what it repeats already. */
export const startRepeat = async (id: string): Promise<void> => {
  const composer = endpointById(id)?.composer;
  const draft = composer === undefined ? null : draftOf(composer);
  if (draft !== null) await repeatDraft(id, draft);
};

export const stopRepeat = async (id: string, repeat: number): Promise<void> => {
  settle(id, await ask('repeat.stop', { id, repeat }));
};

/** Ends every repeat of every endpoint. */
export const stopAllRepeats = async (): Promise<void> => {
  const answer = await ask('repeat.stopAll');
  if (!answer.ok) tell(answer.failure);
};

/** Asks the person for files, or for a folder of them. */
export const chooseFile = async (id: string, what: 'files' | 'folder'): Promise<void> => {
  const answer = await ask('file.choose', { id, what });
  settle(id, answer);
  if (answer.ok && answer.value !== null) {
    const file = answer.value;
    useSending.setState(({ files }) => ({ files: { ...files, [id]: file } }));
  }
};
