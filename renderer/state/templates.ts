import { create } from 'zustand';
import type { Variables } from '../../core/contract/variables';
import { createScope, type Scope } from '../../core/template/scope';
import { variableValues } from '../../core/template/variables';
import { ask } from './bridge';
import { tell } from './notices';

interface TemplatesState {
  readonly variables: Variables;
  /** The next value of each counter, by endpoint, as the main process last told. */
  readonly counters: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export const useTemplates = create<TemplatesState>()(() => ({
  variables: { shared: [], environments: [], active: -1 },
  counters: {},
}));

export const takeCounters = (id: string, counters: Readonly<Record<string, number>>): void =>
  useTemplates.setState((state) => ({ counters: { ...state.counters, [id]: counters } }));

/** They begin again when the endpoint starts. */
export const forgetCounters = (id: string): void =>
  useTemplates.setState(({ counters }) => {
    const { [id]: _gone, ...rest } = counters;
    return { counters: rest };
  });

/** What the next message of an endpoint would be made from, in a scope that is thrown away. */
export const previewScope = (
  { variables, counters }: Pick<TemplatesState, 'variables' | 'counters'>,
  id: string,
): Scope => {
  const values = variableValues(variables);
  return createScope({
    now: () => BigInt(Date.now()) * 1_000_000n,
    variable: (name) => values.get(name),
    counters: Object.entries(counters[id] ?? {}),
  });
};

/** Typing rests this long before the main process hears of it, in ms. */
const REST_MS = 200;
let waiting: ReturnType<typeof setTimeout> | undefined;

const tellVariables = async (): Promise<void> => {
  clearTimeout(waiting);
  waiting = undefined;
  const answer = await ask('variables.set', useTemplates.getState().variables);
  if (!answer.ok) tell(answer.failure);
};

/** Has the main process know the variables as they stand here, before a message is made from them. */
export const flushVariables = async (): Promise<void> => {
  if (waiting !== undefined) await tellVariables();
};

/** Those of another workspace. */
export const replaceVariables = (variables: Variables): void => {
  clearTimeout(waiting);
  waiting = undefined;
  useTemplates.setState({ variables, counters: {} });
};

export const changeVariables = (change: (variables: Variables) => Variables): void => {
  useTemplates.setState(({ variables }) => ({ variables: change(variables) }));
  clearTimeout(waiting);
  waiting = setTimeout(() => void tellVariables(), REST_MS);
};
