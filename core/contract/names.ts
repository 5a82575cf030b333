import type { WindowEventName } from './events';
import type { RequestName } from './requests';

/** The names alone, for the preload script, which carries no validators. Held equal to the schemas by a test. */
export const REQUEST_NAMES = [
  'app.snapshot',
  'app.interfaces',
  'settings.update',
  'endpoint.create',
  'endpoint.configure',
  'endpoint.remove',
  'endpoint.start',
  'endpoint.stop',
  'endpoint.accepting',
  'endpoints.save',
  'endpoints.open',
  'connection.list',
  'connection.act',
  'message.send',
  'file.choose',
  'file.send',
  'repeat.start',
  'repeat.stop',
  'job.cancel',
  'log.view',
  'log.page',
  'log.locate',
  'log.span',
  'log.rowAt',
  'log.timeline',
  'capture.bytes',
  'capture.clear',
  'capture.undoClear',
  'capture.save',
  'capture.open',
  'capture.live',
  'capture.resume',
  'clipboard.write',
] as const satisfies readonly RequestName[];

export const WINDOW_EVENT_NAMES = [
  'pulse',
  'statuses',
  'endpoints',
  'jobs',
  'notice',
  'command',
] as const satisfies readonly WindowEventName[];
