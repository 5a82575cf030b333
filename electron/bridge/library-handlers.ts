import type { LibraryAnswers } from '../../core/contract/requests/library';
import { fail, ok } from '../../core/contract/result';
import { withSaved } from '../../core/sequence/compile';
import { variableValues } from '../../core/template/variables';
import type { Traffic } from '../traffic/traffic-contract';
import { exportMessages, importMessages } from '../workspace/messages-file';
import type { Workspace } from '../workspace/workspace';
import type { RoomHandlers } from './answer';

export interface LibraryHandlerDeps {
  readonly traffic: Traffic;
  readonly workspace: Workspace;
  readonly asking: {
    importMessagesPath(): Promise<string | null>;
    exportMessagesPath(): Promise<string | null>;
  };
}

/** Requests about variables, saved messages and sequences. */
export const createLibraryHandlers = ({
  traffic,
  workspace,
  asking,
}: LibraryHandlerDeps): RoomHandlers<LibraryAnswers> => ({
  'variables.set': async (variables) => {
    workspace.setVariables(variables);
    await traffic.setVariables(variableValues(variables));
    return ok(null);
  },
  'library.set': ({ messages }) => {
    workspace.setLibrary(messages);
    return ok(null);
  },
  'library.import': async () => {
    const path = await asking.importMessagesPath();
    return path === null ? ok(null) : importMessages(path);
  },
  'library.export': async ({ ids }) => {
    const path = await asking.exportMessagesPath();
    if (path === null) return ok(null);
    const chosen = workspace.library.filter(({ id }) => ids === null || ids.includes(id));
    const written = await exportMessages(path, chosen);
    return written.ok ? ok({ count: chosen.length }) : written;
  },
  'sequences.set': ({ sequences }) => {
    workspace.setSequences(sequences);
    return ok(null);
  },
  'sequence.run': ({ sequence: id, endpoint, target, over, paused }) => {
    const config = workspace.find(endpoint);
    const kept = workspace.sequences.find((one) => one.id === id);
    if (config === undefined) return fail({ code: 'ENOENDPOINT' });
    if (kept === undefined) return fail({ code: 'ESEQUENCE_GONE' });
    const sequence = withSaved(kept, workspace.library);
    return sequence.ok
      ? traffic.runSequence({ sequence: sequence.value, config, target, over, paused })
      : sequence;
  },
  'sequence.act': async ({ sequence, action }) => {
    await traffic.actOnSequence(sequence, action);
    return ok(null);
  },
});
