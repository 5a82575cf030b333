import { create } from 'zustand';
import type { Failure } from '../../core/contract/failure';
import type { DescribedField, DescribedProtocol } from '../../core/contract/protocol';
import { MAX_PROTOCOL_FIELDS, MAX_PROTOCOLS } from '../../core/contract/protocol-choices';
import { exampleProtocol, newField } from '../../core/protocol/described';
import { ask } from './bridge';
import { learnProtocols } from './decode-as';
import { takeLuaFiles } from './lua-files';
import { tell } from './notices';
import { useSettings } from './settings';

interface ProtocolsState {
  /** As they are described. */
  readonly protocols: readonly DescribedProtocol[];
  readonly open: boolean;
  /** The one that is shown; null: the first. */
  readonly shown: string | null;
  /** The place of the field whose details are unfolded; null: none. */
  readonly unfolded: number | null;
  /** As they were before the last deletion, until something else is changed. */
  readonly undo: { readonly before: readonly DescribedProtocol[]; readonly name: string } | null;
  /** The name of the file that was exported last. */
  readonly exported: string | null;
  /** Why the last wish of the dialog was refused. */
  readonly refused: Failure | null;
}

const CLOSED = { open: false, shown: null, unfolded: null, undo: null, exported: null, refused: null };

export const useProtocols = create<ProtocolsState>()(() => ({ protocols: [], ...CLOSED }));

/** Typing rests this long before the dissectors are loaded anew, in ms. */
const REST_MS = 500;
let waiting: ReturnType<typeof setTimeout> | undefined;

/** The dissectors read the descriptions when they are asked anything; only then are they said to be good. */
const haveRead = (): void => {
  const { open, protocols } = useProtocols.getState();
  const areOff = useSettings.getState().settings.dissectors === 'off';
  if (open && !areOff && protocols.some(({ on }) => on)) void learnProtocols();
};

/** Has the main process know the descriptions as they stand here. */
export const flushProtocols = async (): Promise<void> => {
  if (waiting === undefined) return;
  clearTimeout(waiting);
  waiting = undefined;
  const answer = await ask('protocols.set', { protocols: [...useProtocols.getState().protocols] });
  if (!answer.ok) tell(answer.failure);
  haveRead();
};

/** Those of another workspace. */
export const replaceProtocols = (protocols: readonly DescribedProtocol[]): void => {
  clearTimeout(waiting);
  waiting = undefined;
  useProtocols.setState({ protocols, ...CLOSED });
};

const all = (): readonly DescribedProtocol[] => useProtocols.getState().protocols;

const change = (protocols: readonly DescribedProtocol[], undo: ProtocolsState['undo'] = null): void => {
  useProtocols.setState({ protocols, undo, exported: null, refused: null });
  clearTimeout(waiting);
  waiting = setTimeout(() => void flushProtocols(), REST_MS);
};

export const shownProtocol = ({ protocols, shown }: ProtocolsState): DescribedProtocol | undefined =>
  protocols.find(({ id }) => id === shown) ?? protocols[0];

export const openProtocols = async (): Promise<void> => {
  useProtocols.setState({ ...CLOSED, open: true });
  // What the dissectors make of them.
  const answer = await ask('lua.list');
  if (answer.ok) takeLuaFiles(answer.value);
  haveRead();
};

export const closeProtocols = (): void => {
  void flushProtocols();
  useProtocols.setState(CLOSED);
};

export const showProtocol = (shown: string | null): void =>
  useProtocols.setState({ shown, unfolded: null, exported: null, refused: null });

export const unfoldField = (unfolded: number | null): void => useProtocols.setState({ unfolded });

const isFull = (): boolean => all().length >= MAX_PROTOCOLS;

/** A name that no protocol has yet: `protocol_1`, `pump_2` … */
const freeName = (stem: string): string => {
  const taken = new Set(all().map(({ name }) => name));
  let number = 1;
  while (taken.has(`${stem}_${number}`)) number += 1;
  return `${stem}_${number}`;
};

const add = (made: DescribedProtocol, behind: string | null): void => {
  if (isFull()) return;
  const at = all().findIndex(({ id }) => id === behind);
  change(all().toSpliced(at === -1 ? all().length : at + 1, 0, made));
  showProtocol(made.id);
};

export const addProtocol = (): void =>
  add(
    {
      id: crypto.randomUUID(),
      name: freeName('protocol'),
      title: '',
      on: true,
      tcpPorts: '',
      udpPorts: '',
      fields: [newField('field_1')],
    },
    null,
  );

export const addExample = (): void => {
  const example = exampleProtocol(crypto.randomUUID());
  const taken = all().some(({ name }) => name === example.name);
  add(taken ? { ...example, name: freeName(example.name) } : example, null);
};

export const duplicateProtocol = (protocol: DescribedProtocol): void =>
  add(
    {
      ...protocol,
      id: crypto.randomUUID(),
      name: freeName(protocol.name.replace(/_\d+$/, '').slice(0, 36)),
    },
    protocol.id,
  );

export const deleteProtocol = (protocol: DescribedProtocol): void => {
  const at = all().indexOf(protocol);
  const rest = all().filter((one) => one !== protocol);
  change(rest, { before: all(), name: protocol.title || protocol.name });
  showProtocol((rest[at] ?? rest[at - 1])?.id ?? null);
};

export const undoProtocols = (): void => {
  const { undo } = useProtocols.getState();
  if (undo !== null) change(undo.before);
};

export const changeProtocol = (id: string, patch: Partial<DescribedProtocol>): void =>
  change(all().map((one) => (one.id === id ? { ...one, ...patch } : one)));

const changeFields = (
  id: string,
  edit: (fields: readonly DescribedField[]) => readonly DescribedField[],
): void => change(all().map((one) => (one.id === id ? { ...one, fields: [...edit(one.fields)] } : one)));

export const changeField = (id: string, at: number, patch: Partial<DescribedField>): void =>
  changeFields(id, (fields) => fields.map((one, place) => (place === at ? { ...one, ...patch } : one)));

/** Adds a field at a place, by a name that is free. */
export const addField = (id: string, at: number): void =>
  changeFields(id, (fields) => {
    if (fields.length >= MAX_PROTOCOL_FIELDS) return fields;
    const taken = new Set(fields.map(({ name }) => name));
    let number = fields.length + 1;
    while (taken.has(`field_${number}`)) number += 1;
    return fields.toSpliced(at, 0, newField(`field_${number}`));
  });

export const deleteField = (id: string, at: number): void => {
  const before = all();
  const name = before.find((one) => one.id === id)?.fields[at]?.name ?? '';
  changeFields(id, (fields) => fields.toSpliced(at, 1));
  useProtocols.setState({ undo: { before, name }, unfolded: null });
};

/** Puts a field to another place; its details go with it. */
export const moveField = (id: string, from: number, to: number): void => {
  changeFields(id, (fields) => {
    const field = fields[from];
    return field === undefined || to < 0 || to >= fields.length
      ? fields
      : fields.toSpliced(from, 1).toSpliced(to, 0, field);
  });
  const { unfolded } = useProtocols.getState();
  if (unfolded === from) unfoldField(to);
  else if (unfolded === to) unfoldField(from);
};

/** Writes the dissector of a protocol to a file that the person chooses. */
export const exportProtocol = async (id: string): Promise<void> => {
  await flushProtocols();
  const answer = await ask('protocols.export', { id });
  useProtocols.setState(
    answer.ok
      ? { exported: answer.value?.name ?? null, refused: null }
      : { exported: null, refused: answer.failure },
  );
};
