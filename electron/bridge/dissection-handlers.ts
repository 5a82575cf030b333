import type { DissectionAnswers } from '../../core/contract/requests/dissection';
import { ok } from '../../core/contract/result';
import type { FieldCharts } from '../inspection/field-charts';
import type { Inspection } from '../inspection/start-inspection';
import type { Workspace } from '../workspace/workspace';
import type { RoomHandlers } from './answer';

export interface DissectionHandlerDeps {
  readonly inspection: Inspection;
  readonly charts: FieldCharts;
  readonly workspace: Workspace;
}

/** Requests to the dissectors. */
export const createDissectionHandlers = ({
  inspection,
  charts,
  workspace,
}: DissectionHandlerDeps): RoomHandlers<DissectionAnswers> => ({
  'dissect.row': ({ row, packet }) => inspection.decode(row, packet),
  'dissect.ahead': ({ row }) => inspection.ahead(row),
  'decodeAs.set': ({ rules }) => {
    workspace.setDecodeAs(rules);
    inspection.setDecodeAs(rules);
    return ok(null);
  },
  'dissect.protocols': () => inspection.protocols(),
  'dissect.check': ({ terms }) => inspection.check(terms),
  'dissect.complete': ({ prefix }) => inspection.complete(prefix),
  'dissect.source': (range) => inspection.source(range),
  'dissect.infos': ({ rows, fields }) => inspection.infos(rows, fields),
  'chart.read': async (wish) => ok(await charts.read(wish)),
});
