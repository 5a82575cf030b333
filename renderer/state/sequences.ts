import { create } from 'zustand';
import type { LogRow } from '../../core/contract/log';
import type { Sequence, SequenceRun, SequenceStep } from '../../core/contract/sequence';
import { MAX_STEPS, type SequenceAction, type SequenceOver } from '../../core/contract/sequence-choices';
import { formatHex } from '../../core/payload/hex';
import { draftFromBytes } from '../../core/payload/redraft';
import { hexDraft } from '../../core/rules/new-rule';
import { newStep, recordedSteps } from '../../core/sequence/new-step';
import { ask } from './bridge';
import { currentEndpointId } from './current';
import { flushEndpoint } from './endpoints';
import { messagesToTake } from './exchange';
import { flushLibrary } from './library';
import { jumpToLogRow, locateInView } from './log';
import { countChosen } from './log-selection';
import { tell } from './notices';
import { unfold } from './panes';
import { targetFor } from './sending';
import { updateSettings, useSettings } from './settings';
import { flushVariables } from './templates';

interface SequencesState {
  readonly sequences: readonly Sequence[];
  /** By sequence. */
  readonly runs: Readonly<Record<string, SequenceRun>>;
  /** The one that is shown. */
  readonly chosen: string | null;
  readonly over: SequenceOver;
  /** What is edited, as it stands in the editor; null: nothing. */
  readonly editing: Sequence | null;
  /** The one that was deleted last, and its place, until something else is changed. */
  readonly undo: { readonly before: readonly Sequence[]; readonly name: string } | null;
}

export const useSequences = create<SequencesState>()(() => ({
  sequences: [],
  runs: {},
  chosen: null,
  over: 'target',
  editing: null,
  undo: null,
}));

export const takeRuns = (runs: readonly SequenceRun[]): void =>
  useSequences.setState({ runs: Object.fromEntries(runs.map((run) => [run.sequence, run])) });

/** Those of another workspace. */
export const replaceSequences = (sequences: readonly Sequence[]): void =>
  useSequences.setState({ sequences, chosen: null, editing: null, undo: null });

/** The sequence that is shown: the chosen one, else the first. */
export const chosenOf = ({ sequences, chosen }: SequencesState): Sequence | undefined =>
  sequences.find(({ id }) => id === chosen) ?? sequences[0];

const keep = async (sequences: readonly Sequence[], undo: SequencesState['undo'] = null): Promise<void> => {
  useSequences.setState({ sequences, undo });
  const answer = await ask('sequences.set', { sequences: [...sequences] });
  if (!answer.ok) tell(answer.failure);
};

const all = (): readonly Sequence[] => useSequences.getState().sequences;

export const chooseSequence = (chosen: string): void => useSequences.setState({ chosen });
export const chooseOver = (over: SequenceOver): void => useSequences.setState({ over });

export const showSequences = (): void => {
  if (useSettings.getState().settings.side !== 'sequences') void updateSettings({ side: 'sequences' });
};

const freeName = (wanted: string): string => {
  const taken = new Set(all().map(({ name }) => name));
  let number = 1;
  while (taken.has(`${wanted} ${number}`)) number += 1;
  return `${wanted} ${number}`;
};

/** Opens the editor with a new sequence: one message and what is expected after it. */
export const newSequence = (name: string): void =>
  useSequences.setState({
    editing: {
      id: crypto.randomUUID(),
      name: freeName(name),
      steps: [newStep('send', crypto.randomUUID()), newStep('expect', crypto.randomUUID())],
    },
  });

export const editSequence = (sequence: Sequence): void => useSequences.setState({ editing: sequence });
export const closeSequenceEditor = (): void => useSequences.setState({ editing: null });

export const keepSequence = (sequence: Sequence): void => {
  const known = all().some(({ id }) => id === sequence.id);
  closeSequenceEditor();
  chooseSequence(sequence.id);
  showSequences();
  void keep(known ? all().map((one) => (one.id === sequence.id ? sequence : one)) : [...all(), sequence]);
};

export const duplicateSequence = (sequence: Sequence): void => {
  const copy = { ...sequence, id: crypto.randomUUID(), name: freeName(sequence.name.slice(0, 90)) };
  chooseSequence(copy.id);
  void keep([...all(), copy]);
};

export const deleteSequence = (sequence: Sequence): void =>
  void keep(
    all().filter(({ id }) => id !== sequence.id),
    { before: all(), name: sequence.name },
  );

export const undoDeleteSequence = (): void => {
  const { undo } = useSequences.getState();
  if (undo !== null) void keep(undo.before);
};

export const isUnderWay = (run: SequenceRun | undefined): boolean =>
  run !== undefined && ['waiting', 'armed', 'running', 'paused'].includes(run.state);

/** Runs a sequence with the endpoint that was last worked with, over what its composer sends to. */
export const runSequence = async (sequence: Sequence, paused: boolean): Promise<void> => {
  const endpoint = currentEndpointId();
  const target = endpoint === null ? null : targetFor(endpoint);
  if (endpoint === null || target === null) return;
  await Promise.all([flushVariables(), flushLibrary(), flushEndpoint(endpoint)]);
  const { over } = useSequences.getState();
  const answer = await ask('sequence.run', { sequence: sequence.id, endpoint, target, over, paused });
  if (!answer.ok) tell(answer.failure);
};

export const actOnSequence = async (sequence: string, action: SequenceAction): Promise<void> => {
  const answer = await ask('sequence.act', { sequence, action });
  if (!answer.ok) tell(answer.failure);
};

/** Runs the shown sequence; one that is under way is stopped. */
export const toggleSequence = (): void => {
  const state = useSequences.getState();
  const sequence = chosenOf(state);
  if (sequence === undefined) return;
  showSequences();
  if (isUnderWay(state.runs[sequence.id])) void actOnSequence(sequence.id, 'stop');
  else void runSequence(sequence, false);
};

/** Runs a sequence, and shows it. */
export const runByName = (id: string): void => {
  chooseSequence(id);
  showSequences();
  const sequence = all().find((one) => one.id === id);
  if (sequence !== undefined) void runSequence(sequence, false);
};

const shown = (): { readonly sequence: Sequence | undefined; readonly run: SequenceRun | undefined } => {
  const state = useSequences.getState();
  const sequence = chosenOf(state);
  return { sequence, run: sequence === undefined ? undefined : state.runs[sequence.id] };
};

/** Whether the shown sequence can make one step: it is paused, or can begin with one. */
export const canStep = (): boolean => {
  const { sequence, run } = shown();
  if (sequence === undefined) return false;
  return isUnderWay(run) ? run?.state === 'paused' : useSequences.getState().over !== 'each';
};

/** Makes one step of the shown sequence and pauses; one that does not run begins so. */
export const stepSequence = (): void => {
  const { sequence, run } = shown();
  if (sequence === undefined) return;
  showSequences();
  if (run?.state === 'paused') void actOnSequence(sequence.id, 'step');
  else void runSequence(sequence, true);
};

export const canPause = (): boolean => {
  const { run } = shown();
  return isUnderWay(run) && run?.state !== 'armed';
};

/** Pauses the shown sequence; one that is paused goes on. */
export const pauseSequence = (): void => {
  const { sequence, run } = shown();
  if (sequence !== undefined) void actOnSequence(sequence.id, run?.state === 'paused' ? 'resume' : 'pause');
};

/** One that runs is not edited. */
export const canEdit = (): boolean => {
  const { sequence, run } = shown();
  return sequence !== undefined && !isUnderWay(run);
};

export const editShownSequence = (): void => {
  const { sequence } = shown();
  if (sequence !== undefined) editSequence(sequence);
};

/** Selects the row of the log that a step made; where it is hidden, the next one. */
export const goToStep = async (run: SequenceRun | undefined, step: SequenceStep): Promise<void> => {
  const at = run?.steps.find(({ id }) => id === step.id)?.at ?? null;
  if (at === null) return;
  unfold('log');
  const found = await ask('log.rowAt', at);
  const row = found.ok ? found.value.row : null;
  const place = row === null ? null : await locateInView(row);
  if (place === null) return;
  await jumpToLogRow(place.position);
};

/** More of a conversation would make no sequence that a person reads. */
const MOST_STEPS = 200;

/** Opens the editor with a sequence that has the selected messages again, or the conversation of a row. */
export const recordSequence = async (row: LogRow | null, name: string): Promise<void> => {
  const chosen = countChosen() > 0;
  const messages = await messagesToTake(row?.kind === 'data' ? row : null);
  if ('code' in messages) {
    tell(messages);
    return;
  }
  let before: number | null = null;
  const recorded = messages.map(({ row: one, bytes }) => {
    const at = one.seconds * 1000 + one.nanos / 1e6;
    const afterMs = before === null ? 0 : at - before;
    before = at;
    const text = draftFromBytes(bytes, 'utf-8');
    const draft = text.text.includes('\\x') ? hexDraft(formatHex(bytes)) : text;
    return { sent: one.direction === 'out', draft, afterMs };
  });
  const made = recordedSteps(recorded, () => crypto.randomUUID());
  if (chosen && made.length > MAX_STEPS) {
    tell({ code: 'ESEQUENCE_STEPS', params: { count: made.length, max: MAX_STEPS } });
    return;
  }
  const steps = chosen ? made : made.slice(0, MOST_STEPS);
  useSequences.setState({ editing: { id: crypto.randomUUID(), name: freeName(name), steps: [...steps] } });
};

export const hasSequences = (): boolean => all().length > 0;
