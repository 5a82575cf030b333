import {
  addChosenColumn,
  addChosenToChart,
  canAddChosenColumn,
  canAddChosenToChart,
} from '../state/chosen-field';
import { canDecodeAs, decodeSelectedAs } from '../state/decode-as';
import { hasChartFields, removeChart } from '../state/field-chart';
import { useLog } from '../state/log';
import { openLuaFiles } from '../state/lua-files';
import { openProtocols } from '../state/protocols';
import { inGroup } from './command';

/** What Wireshark's dissectors make of the rows. */
export const DISSECTION_COMMANDS = inGroup('log', [
  { id: 'protocols.open', word: 'describeProtocols', run: () => void openProtocols() },
  { id: 'lua.open', word: 'luaDissectors', run: () => void openLuaFiles() },
  {
    id: 'inspector.decodeAs',
    word: 'decodeAs',
    available: () => canDecodeAs(useLog.getState().selected),
    run: decodeSelectedAs,
  },
  {
    id: 'inspector.fieldColumn',
    word: 'fieldColumn',
    available: canAddChosenColumn,
    run: addChosenColumn,
  },
  {
    id: 'inspector.fieldChart',
    word: 'fieldChart',
    available: canAddChosenToChart,
    run: addChosenToChart,
  },
  { id: 'log.removeChart', word: 'removeChart', available: hasChartFields, run: removeChart },
]);
