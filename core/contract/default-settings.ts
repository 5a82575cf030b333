import { defaultFraming } from './framing-choices';
import type { Settings } from './settings';

/** The settings as they are at first. The window has them too, which does without validators. */
export const defaultSettings = (): Settings => ({
  theme: 'system',
  language: 'system',
  layout: {},
  side: 'off',
  folded: [],
  activeServer: '',
  activeClient: '',
  timelineMeasure: 'messages',
  inspectorTab: 'bytes',
  dissectors: 'log',
  textEncoding: 'utf-8',
  streamView: 'text',
  streamLens: { choice: 'off', own: { ...defaultFraming(), kind: 'delimiter', delimiter: '\\n' } },
  logColumns: [],
  chartFields: [],
  filter: { query: '', in: true, out: true, events: true },
  captureLimit: { bytes: null, ageMs: null },
  filterHistory: [],
});
