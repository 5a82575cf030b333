import { create } from 'zustand';
import type { Variable, Variables } from '../../core/contract/variables';
import { isVariableName } from '../../core/template/variables';
import { changeVariables } from './templates';

/** The variables that always count, or those of a set by its place. */
export type ListId = 'shared' | number;

interface VariablesDialogState {
  readonly open: boolean;
  /** Which list is shown. */
  readonly shown: ListId;
  /** As it was before the last deletion, until something else is changed. */
  readonly undo: { readonly before: Variables; readonly deleted: string } | null;
}

const CLOSED: VariablesDialogState = { open: false, shown: 'shared', undo: null };

export const useVariablesDialog = create<VariablesDialogState>()(() => CLOSED);

export const openVariables = (): void => useVariablesDialog.setState({ open: true });
export const closeVariables = (): void => useVariablesDialog.setState(CLOSED);
export const showList = (shown: ListId): void => useVariablesDialog.setState({ shown });

/** The shown list as it is there now: a set may have been deleted behind it. */
export const listOf = (variables: Variables, id: ListId): readonly Variable[] =>
  id === 'shared' ? variables.shared : (variables.environments[id]?.variables ?? []);

/** The same variables with another list in a place. */
export const withList = (variables: Variables, id: ListId, list: readonly Variable[]): Variables =>
  id === 'shared'
    ? { ...variables, shared: [...list] }
    : {
        ...variables,
        environments: variables.environments.map((one, at) =>
          at === id ? { ...one, variables: [...list] } : one,
        ),
      };

/** Without a set; the one in use stays in use, unless it was that one. */
export const withoutSet = (variables: Variables, gone: number): Variables => {
  const { active } = variables;
  return {
    ...variables,
    environments: variables.environments.filter((_one, at) => at !== gone),
    active: active === gone ? -1 : active > gone ? active - 1 : active,
  };
};

/** A name that no set has yet: `Set 1`, `Set 2` … */
export const freeSetName = (variables: Variables, name: (number: number) => string): string => {
  const taken = new Set(variables.environments.map((one) => one.name));
  let number = 1;
  while (taken.has(name(number))) number += 1;
  return name(number);
};

/** Why a variable cannot be used by its name; null: it can, or it is still empty. */
export type VariableProblem = 'name' | 'twice';

export const problemOf = (list: readonly Variable[], at: number): VariableProblem | null => {
  const { name, value } = list[at] ?? { name: '', value: '' };
  if (name === '') return value === '' ? null : 'name';
  if (!isVariableName(name)) return 'name';
  return list.slice(0, at).some((other) => other.name === name) ? 'twice' : null;
};

/** Whether the set in use has its own value for a variable of those that always count. */
export const isReplaced = ({ environments, active }: Variables, name: string): boolean =>
  name !== '' && (environments[active]?.variables.some((one) => one.name === name) ?? false);

const change = (edit: (variables: Variables) => Variables): void => {
  useVariablesDialog.setState({ undo: null });
  changeVariables(edit);
};

const changeList = (id: ListId, edit: (list: readonly Variable[]) => readonly Variable[]): void =>
  change((variables) => withList(variables, id, edit(listOf(variables, id))));

export const addVariable = (id: ListId): void => changeList(id, (list) => [...list, { name: '', value: '' }]);

export const changeVariable = (id: ListId, at: number, patch: Partial<Variable>): void =>
  changeList(id, (list) => list.map((one, index) => (index === at ? { ...one, ...patch } : one)));

/** Keeps the value of a variable apart from the workspace's file, or in it. */
export const setSecret = (id: ListId, at: number, secret: boolean): void =>
  changeList(id, (list) =>
    list.map((one, index) => {
      if (index !== at) return one;
      const { name, value } = one;
      return secret ? { name, value, secret } : { name, value };
    }),
  );

const withUndo = (deleted: string, edit: (variables: Variables) => Variables): void =>
  changeVariables((before) => {
    useVariablesDialog.setState({ undo: { before, deleted } });
    return edit(before);
  });

export const deleteVariable = (id: ListId, at: number, name: string): void =>
  withUndo(name, (variables) =>
    withList(
      variables,
      id,
      listOf(variables, id).filter((_one, index) => index !== at),
    ),
  );

export const deleteSet = (at: number, name: string): void => {
  withUndo(name, (variables) => withoutSet(variables, at));
  showList('shared');
};

export const undoDelete = (): void => {
  const { undo } = useVariablesDialog.getState();
  if (undo !== null) change(() => undo.before);
};

/** Adds a set, a copy of another one or empty, and shows it. */
export const addSet = (name: string, copyOf: number | null): void =>
  change((variables) => {
    const copied = copyOf === null ? [] : (variables.environments[copyOf]?.variables ?? []);
    showList(variables.environments.length);
    return { ...variables, environments: [...variables.environments, { name, variables: [...copied] }] };
  });

export const renameSet = (at: number, name: string): void =>
  change((variables) => ({
    ...variables,
    environments: variables.environments.map((one, index) => (index === at ? { ...one, name } : one)),
  }));

/** Switches a set on, -1: none. From the next message on its values count. */
export const switchSet = (active: number): void => change((variables) => ({ ...variables, active }));
