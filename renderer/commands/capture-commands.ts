import { openCapture, openInWireshark, resumeRecording, saveCapture, showLive } from '../state/capture';
import { askCompare } from '../state/compare';
import { openConversations } from '../state/conversations';
import { openExport } from '../state/export';
import { openLeftovers } from '../state/leftovers';
import { openLimit } from '../state/limit';
import { clearLog, undoClearLog, useLog } from '../state/log';
import { usePulse } from '../state/pulse';
import { conversationOf, saveStream } from '../state/stream';
import { inGroup } from './command';

const hasConversation = (): boolean => conversationOf(useLog.getState().selected) !== null;

/** The capture as a whole and its file. */
export const CAPTURE_COMMANDS = inGroup('capture', [
  { id: 'capture.save', word: 'saveCapture', keys: 'Mod+S', run: () => void saveCapture() },
  { id: 'capture.open', word: 'openCapture', keys: 'Mod+O', run: () => void openCapture() },
  { id: 'capture.limit', word: 'captureLimit', run: openLimit },
  { id: 'capture.conversations', word: 'conversations', run: openConversations },
  { id: 'capture.export', word: 'exportRows', run: () => openExport() },
  {
    id: 'capture.openInWireshark',
    word: 'openInWireshark',
    available: () => usePulse.getState().capture.rows > 0,
    run: () => void openInWireshark(),
  },
  {
    id: 'capture.recovered',
    word: 'recoveredCaptures',
    available: () => usePulse.getState().capture.leftovers > 0,
    run: openLeftovers,
  },
  {
    id: 'capture.live',
    word: 'showLive',
    available: () => usePulse.getState().capture.source.kind === 'file',
    run: () => void showLive(),
  },
  { id: 'capture.clear', word: 'clearCapture', keys: 'Mod+L', run: () => void clearLog() },
  {
    id: 'capture.undoClear',
    word: 'undoClear',
    available: () => usePulse.getState().capture.canUndoClear,
    run: () => void undoClearLog(),
  },
  {
    id: 'capture.resume',
    word: 'resumeRecording',
    available: () => !usePulse.getState().capture.recording.on,
    run: () => void resumeRecording(),
  },
  { id: 'compare.open', word: 'compareRows', run: askCompare },
  {
    id: 'stream.saveText',
    word: 'saveStreamText',
    run: () => void saveStream('text', 'both'),
    available: hasConversation,
  },
  {
    id: 'stream.saveHex',
    word: 'saveStreamHex',
    run: () => void saveStream('hexDump', 'both'),
    available: hasConversation,
  },
  {
    id: 'stream.saveRaw',
    word: 'saveStreamRaw',
    run: () => void saveStream('raw', 'both'),
    available: hasConversation,
  },
]);
