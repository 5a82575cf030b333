import { basename } from 'node:path';
import { captureFileName } from '../../core/contract/capture-name';
import type { ExportForm } from '../../core/contract/export-forms';
import type { AnalysisAnswers } from '../../core/contract/requests/analysis';
import { ok } from '../../core/contract/result';
import type { StreamForm } from '../../core/contract/stream';
import type { Analysis } from '../analysis/start-analysis';
import type { Inspection } from '../inspection/start-inspection';
import type { Traffic } from '../traffic/traffic-contract';
import type { RoomHandlers } from './answer';
import type { Jobs } from './jobs';
import { rowsOf } from './scope-rows';

export interface AnalysisHandlerDeps {
  readonly analysis: Analysis;
  readonly jobs: Jobs;
  readonly asking: {
    streamPath(suggestedName: string): Promise<string | null>;
    exportPath(suggestedName: string): Promise<string | null>;
  };
  readonly traffic: Pick<Traffic, 'viewRows'>;
  readonly inspection: Pick<Inspection, 'trees'>;
}

const STREAM_FILES: Readonly<Record<StreamForm, string>> = {
  raw: 'stream.bin',
  text: 'stream.txt',
  hexDump: 'stream-hex.txt',
};

const ENDINGS: Readonly<Record<ExportForm, string>> = {
  pcapng: 'pcapng',
  text: 'txt',
  csv: 'csv',
  json: 'json',
  hexDump: 'hex.txt',
};

/** What is asked about whole conversations and captures. */
export const createAnalysisHandlers = ({
  analysis,
  jobs,
  asking,
  traffic,
  inspection,
}: AnalysisHandlerDeps): RoomHandlers<AnalysisAnswers> => ({
  'conversations.list': (wish) => analysis.conversations(wish),
  'stream.read': ({ conversation, place }) => analysis.stream(conversation, place),
  'stream.messages': ({ lens, place }) => analysis.streamMessages(lens, place),
  'stream.message': ({ lens, number }) => analysis.streamMessage(lens, number),
  'stream.find': ({ conversation, ...search }) => analysis.findInStream(conversation, search),
  'stream.findStop': () => {
    analysis.stopFind();
    return ok(null);
  },
  'stream.save': async ({ conversation, ...writing }) => {
    const path = await asking.streamPath(STREAM_FILES[writing.form]);
    if (path === null) return ok(null);
    const job = jobs.start({ kind: 'saveStream', name: basename(path), endpoint: null }, (control) =>
      analysis.saveStream(conversation, writing, path, control),
    );
    return ok({ job });
  },
  'timing.read': (wish) => analysis.timing(wish),
  'timing.row': (place) => analysis.timingRow(place),
  'compare.begin': (wish) => analysis.compare(wish),
  'compare.bytes': (range) => analysis.compareBytes(range),
  'compare.end': () => analysis.endCompare(),
  'capture.export': async ({ scope, form, encoding, decoded }) => {
    const path = await asking.exportPath(captureFileName(new Date()).replace(/pcapng$/, ENDINGS[form]));
    if (path === null) return ok(null);
    const trees = decoded && form === 'json' ? inspection.trees : null;
    const rows = rowsOf(traffic, scope);
    const job = jobs.start({ kind: 'export', name: basename(path), endpoint: null }, (control) =>
      analysis.export({ path, form, encoding }, { rows, trees }, control),
    );
    return ok({ job });
  },
});
