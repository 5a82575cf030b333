import { words } from '../i18n';
import { closeSide, exportSaved, importSaved, saveComposed, showLibrary } from '../state/library';
import {
  canEdit,
  canPause,
  canStep,
  editShownSequence,
  hasSequences,
  newSequence,
  pauseSequence,
  showSequences,
  stepSequence,
  toggleSequence,
} from '../state/sequences';
import { drawNow } from '../ui/draw-now';
import { inGroup } from './command';
import { hasCurrent } from './current-endpoint';
import { focusRegion, isInRegion } from './regions';

/** Shows the library and goes there; from there, closes it. */
const toggleLibrary = (): void => {
  if (isInRegion('library')) {
    closeSide();
    return;
  }
  showLibrary();
  drawNow();
  focusRegion('library');
};

/** Saved messages and sequences. */
export const LIBRARY_COMMANDS = inGroup('message', [
  {
    id: 'library.toggle',
    word: 'toggleLibrary',
    keys: 'Mod+B',
    run: toggleLibrary,
  },
  {
    id: 'library.save',
    word: 'saveMessage',
    keys: 'Mod+Shift+S',
    run: () => saveComposed(words('library:newName')),
  },
  {
    id: 'sequence.toggle',
    word: 'toggleSequence',
    keys: 'Mod+R',
    available: () => hasSequences() && hasCurrent(),
    run: toggleSequence,
  },
  {
    id: 'sequence.step',
    word: 'stepSequence',
    available: () => canStep() && hasCurrent(),
    run: stepSequence,
  },
  {
    id: 'sequence.pause',
    word: 'pauseSequence',
    available: canPause,
    run: pauseSequence,
  },
  {
    id: 'sequence.edit',
    word: 'editSequence',
    available: canEdit,
    run: editShownSequence,
  },
  {
    id: 'sequence.new',
    word: 'newSequence',
    run: () => newSequence(words('sequences:newName')),
  },
  {
    id: 'sequence.show',
    word: 'showSequences',
    run: () => {
      showSequences();
      drawNow();
      focusRegion('library');
    },
  },
  { id: 'library.import', word: 'importMessages', run: () => void importSaved() },
  { id: 'library.export', word: 'exportMessages', run: () => void exportSaved() },
]);
