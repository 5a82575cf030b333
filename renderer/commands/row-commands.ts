import { EXCHANGE_FORMS, type ExchangeForm } from '../../core/exchange/exchange';
import { words } from '../i18n';
import { canCompare, compareRow } from '../state/compare';
import { askDetective, canAskDetective } from '../state/detective';
import { canCopyExchange, copyExchange } from '../state/exchange';
import { exportScope, exportSelected } from '../state/export';
import { askFramingDetective, canDetectFraming } from '../state/framing-detective';
import { focusInspector } from '../state/inspector';
import { showMessages } from '../state/lens';
import { useLog } from '../state/log';
import { toggleMark } from '../state/log-marks';
import { recordSequence } from '../state/sequences';
import { inGroup, type Ungrouped } from './command';
import type { CommandWord } from './words';

const selectedRow = () => useLog.getState().selected;

const EXCHANGE_WORDS = {
  python: 'copyAsPython',
  node: 'copyAsNode',
  c: 'copyAsC',
  nc: 'copyAsNc',
  socat: 'copyAsSocat',
  curl: 'copyAsCurl',
  hexDump: 'copyAsHexDump',
} as const satisfies Record<ExchangeForm, CommandWord>;

const COPY_EXCHANGE: readonly Ungrouped[] = EXCHANGE_FORMS.map((form) => ({
  id: `log.copy.${form}`,
  word: EXCHANGE_WORDS[form],
  available: () => canCopyExchange(selectedRow()),
  run: () => void copyExchange(selectedRow(), form),
}));

/** What can be done with the selected row. */
export const ROW_COMMANDS = inGroup('log', [
  {
    id: 'sequence.record',
    word: 'recordSequence',
    available: () => canCopyExchange(selectedRow()),
    run: () => void recordSequence(selectedRow(), words('sequences:newName')),
  },
  {
    id: 'log.mark',
    word: 'markRow',
    keys: 'Mod+M',
    available: () => selectedRow() !== null,
    run: () => void toggleMark(),
  },
  ...COPY_EXCHANGE,
  {
    id: 'log.savePcapng',
    word: 'saveRowsPcapng',
    available: () => exportScope('row') !== null,
    run: () => void exportSelected(),
  },
  {
    id: 'log.compare',
    word: 'compareRow',
    keys: 'Mod+Shift+C',
    available: () => canCompare(selectedRow()),
    run: () => compareRow(),
  },
  {
    id: 'log.detect',
    word: 'detectChecksum',
    available: () => canAskDetective(selectedRow()),
    run: () => void askDetective(selectedRow()),
  },
  {
    id: 'log.messages',
    word: 'showAsMessages',
    available: () => (selectedRow()?.flow ?? 0) > 0,
    run: () => {
      const selected = selectedRow();
      if (selected === null) return;
      showMessages(selected);
      requestAnimationFrame(focusInspector);
    },
  },
  {
    id: 'log.framing',
    word: 'detectFraming',
    available: () => canDetectFraming(selectedRow()),
    run: () => {
      const selected = selectedRow();
      if (canDetectFraming(selected)) void askFramingDetective(selected);
    },
  },
]);
