import { limitTime, useLogFilter } from '../state/log-filter';
import {
  focusTimeline,
  measureTimeline,
  toggleTimeline,
  useTimeline,
  zoomIn,
  zoomOut,
  zoomTarget,
} from '../state/timeline';
import { inGroup } from './command';

/** The timeline over the log. */
export const TIMELINE_COMMANDS = inGroup('log', [
  { id: 'timeline.toggle', word: 'toggleTimeline', run: toggleTimeline },
  { id: 'timeline.go', word: 'goTimeline', keys: 'Mod+Shift+T', run: focusTimeline },
  {
    id: 'timeline.messages',
    word: 'timelineMessages',
    run: () => measureTimeline('messages'),
  },
  { id: 'timeline.bytes', word: 'timelineBytes', run: () => measureTimeline('bytes') },
  {
    id: 'timeline.zoomIn',
    word: 'timelineZoomIn',
    available: () => zoomTarget() !== null,
    run: zoomIn,
  },
  {
    id: 'timeline.zoomOut',
    word: 'timelineZoomOut',
    available: () => useTimeline.getState().back.length > 0,
    run: zoomOut,
  },
  {
    id: 'timeline.all',
    word: 'timelineAll',
    available: () => useLogFilter.getState().span !== null,
    run: () => limitTime(null),
  },
]);
