import { create } from 'zustand';
import type { DissectorName } from '../../core/contract/dissect';
import { ask } from './bridge';
import { useSettings } from './settings';

interface EngineFields {
  /** What was asked about. */
  readonly prefix: string;
  /** The dissectors' fields that begin so. */
  readonly fields: readonly DissectorName[];
}

export const useEngineFields = create<EngineFields>()(() => ({ prefix: '', fields: [] }));

/** The dissectors are others than before. */
export const forgetEngineFields = (): void => useEngineFields.setState({ prefix: '', fields: [] });

/** Typing rests this long, in ms, before the engine is asked. */
const REST_MS = 120;

/** A name with a dot: what is typed before it may as well be a word to search for, and would load the dissectors. */
const NAME = /[A-Za-z_][\w-]*\.[\w.-]*$/;

/** The unfinished name of a dissector's field before the caret; null where there is none. */
export const namePrefix = (typed: string, caret: number): string | null =>
  NAME.exec(typed.slice(0, caret))?.[0] ?? null;

let rest: ReturnType<typeof setTimeout> | undefined;

/** Asks the engine for fields that begin so; the newest question counts. */
export const wantEngineFields = (prefix: string | null): void => {
  clearTimeout(rest);
  const known = useEngineFields.getState().prefix;
  if (prefix === null || prefix === known || useSettings.getState().settings.dissectors === 'off') return;
  rest = setTimeout(async () => {
    const answer = await ask('dissect.complete', { prefix });
    if (answer.ok) useEngineFields.setState({ prefix, fields: answer.value });
  }, REST_MS);
};
