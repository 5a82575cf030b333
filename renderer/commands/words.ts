import type { commands } from '../i18n/en/commands';

/** The names of commands are keys of their namespace. */
export type CommandWord = Exclude<keyof typeof commands, `${'group' | 'palette'}${string}`>;

export const GROUP_WORDS = {
  endpoint: 'groupEndpoint',
  message: 'groupMessage',
  workspace: 'groupWorkspace',
  capture: 'groupCapture',
  log: 'groupLog',
  view: 'groupView',
} as const;
