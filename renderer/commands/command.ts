import type { CommandWord } from './words';

/** Something that a person can do, by name or by shortcut. */
export interface Command {
  readonly id: string;
  readonly word: CommandWord;
  readonly group: 'endpoint' | 'message' | 'workspace' | 'capture' | 'log' | 'view';
  /** `Mod+K`; see `ui/shortcut`. */
  readonly keys?: string;
  /** The shortcut counts only while the focus is in one of the endpoint panes; the palette always offers it. */
  readonly inEndpoints?: true;
  /** Without it, always. */
  readonly available?: () => boolean;
  readonly run: () => void;
}

/** A command as its file lists it: the file says the group once. */
export type Ungrouped = Omit<Command, 'group'>;

/** The commands of one file, each in its group of the palette. */
export const inGroup = (group: Command['group'], commands: readonly Ungrouped[]): readonly Command[] =>
  commands.map((command) => ({ ...command, group }));
