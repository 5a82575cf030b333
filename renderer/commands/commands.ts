import { CAPTURE_COMMANDS } from './capture-commands';
import type { Command } from './command';
import { DISSECTION_COMMANDS } from './dissection-commands';
import { ENDPOINT_COMMANDS } from './endpoint-commands';
import { LIBRARY_COMMANDS } from './library-commands';
import { LOG_COMMANDS } from './log-commands';
import { MESSAGE_COMMANDS } from './message-commands';
import { REPLY_COMMANDS } from './reply-commands';
import { ROW_COMMANDS } from './row-commands';
import { TIMELINE_COMMANDS } from './timeline-commands';
import { VIEW_COMMANDS } from './view-commands';
import { WORKSPACE_COMMANDS } from './workspace-commands';

/**
 * Every action of the window: the command palette shows this list, the keyboard runs it. The files of one group stand
 * together, for the palette writes a group's name where it begins.
 */
export const COMMANDS: readonly Command[] = [
  ...ENDPOINT_COMMANDS,
  ...REPLY_COMMANDS,
  ...MESSAGE_COMMANDS,
  ...LIBRARY_COMMANDS,
  ...WORKSPACE_COMMANDS,
  ...CAPTURE_COMMANDS,
  ...LOG_COMMANDS,
  ...ROW_COMMANDS,
  ...DISSECTION_COMMANDS,
  ...TIMELINE_COMMANDS,
  ...VIEW_COMMANDS,
];
