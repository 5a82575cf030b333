import { focusLog, followLog, useLog } from '../state/log';
import { type LogBar, openLogBar } from '../state/log-bar';
import { openColumnMenu } from '../state/log-column-menu';
import { resetColumns } from '../state/log-columns';
import { focusFilter, showDirections } from '../state/log-filter';
import { findRow } from '../state/log-find';
import { clearMarks, goToMark } from '../state/log-marks';
import { countChosen, selectAllRows, selectOne } from '../state/log-selection';
import { unfold } from '../state/panes';
import { usePulse } from '../state/pulse';
import { useSettings } from '../state/settings';
import { inGroup } from './command';

const toggleFilter = (part: 'in' | 'out' | 'events') => (): void =>
  showDirections({ [part]: !useSettings.getState().settings.filter[part] });

/** A bar of a folded log would open unseen. */
const openInLog = (bar: LogBar): void => {
  unfold('log');
  openLogBar(bar);
};

const hasMarks = (): boolean => usePulse.getState().capture.marked > 0;

/** Finding and choosing what the log shows. */
export const LOG_COMMANDS = inGroup('log', [
  {
    id: 'log.filter',
    word: 'focusFilter',
    keys: 'Mod+Shift+K',
    run: () => {
      unfold('log');
      focusFilter();
    },
  },
  {
    id: 'log.nextMark',
    word: 'nextMark',
    keys: 'F4',
    available: hasMarks,
    run: () => void goToMark('next'),
  },
  {
    id: 'log.previousMark',
    word: 'previousMark',
    keys: 'Shift+F4',
    available: hasMarks,
    run: () => void goToMark('previous'),
  },
  {
    id: 'log.clearMarks',
    word: 'clearMarks',
    available: hasMarks,
    run: () => void clearMarks(),
  },
  { id: 'log.find', word: 'findInLog', keys: 'Mod+F', run: () => openInLog('find') },
  { id: 'log.findNext', word: 'findNextMatch', keys: 'F3', run: () => void findRow('next') },
  {
    id: 'log.findPrevious',
    word: 'findPreviousMatch',
    keys: 'Shift+F3',
    run: () => void findRow('previous'),
  },
  { id: 'log.goTo', word: 'goToRow', keys: 'Mod+G', run: () => openInLog('goTo') },
  {
    id: 'log.selectAll',
    word: 'selectAllRows',
    run: () => {
      unfold('log');
      selectAllRows();
      focusLog();
    },
  },
  {
    id: 'log.selectOne',
    word: 'selectOneRow',
    available: () => countChosen() > 0,
    run: selectOne,
  },
  {
    id: 'log.follow',
    word: 'toggleFollow',
    keys: 'Mod+Shift+F',
    run: () => followLog(!useLog.getState().follow),
  },
  {
    id: 'log.columns',
    word: 'logColumns',
    run: () => {
      unfold('log');
      openColumnMenu();
    },
  },
  { id: 'log.resetColumns', word: 'resetColumns', run: resetColumns },
  { id: 'log.in', word: 'toggleIn', run: toggleFilter('in') },
  { id: 'log.out', word: 'toggleOut', run: toggleFilter('out') },
  { id: 'log.events', word: 'toggleEvents', run: toggleFilter('events') },
]);
