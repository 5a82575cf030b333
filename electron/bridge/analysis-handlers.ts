import { basename } from 'node:path';
import { ok } from '../../core/contract/result';
import type { StreamForm } from '../../core/contract/stream';
import type { Analysis } from '../analysis/start-analysis';
import type { Handlers } from './answer';
import type { Jobs } from './jobs';

export interface AnalysisHandlerDeps {
  readonly analysis: Analysis;
  readonly jobs: Jobs;
  readonly asking: {
    streamPath(suggestedName: string): Promise<string | null>;
  };
}

type Names = 'stream.read' | 'stream.find' | 'stream.findStop' | 'stream.save';

const STREAM_FILES: Readonly<Record<StreamForm, string>> = {
  raw: 'stream.bin',
  text: 'stream.txt',
  hexDump: 'stream-hex.txt',
};

/** What is asked about whole conversations. */
export const createAnalysisHandlers = ({
  analysis,
  jobs,
  asking,
}: AnalysisHandlerDeps): Pick<Handlers, Names> => ({
  'stream.read': ({ conversation, place }) => analysis.stream(conversation, place),
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
});
