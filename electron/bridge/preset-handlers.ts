import type { PresetAnswers } from '../../core/contract/requests/preset';
import { fail, ok } from '../../core/contract/result';
import { MAX_ENDPOINTS } from '../../core/contract/workspace';
import { builtInPreset } from '../../core/preset/built-in';
import type { Presets } from '../workspace/presets';
import type { Workspace } from '../workspace/workspace';
import type { RoomHandlers } from './answer';

export interface PresetHandlerDeps {
  readonly presets: Presets;
  readonly workspace: Workspace;
}

/** Requests about presets. */
export const createPresetHandlers = ({
  presets,
  workspace,
}: PresetHandlerDeps): RoomHandlers<PresetAnswers> => ({
  'preset.list': () => ok(presets.list()),
  'preset.save': ({ endpoint, name }) => {
    const config = workspace.find(endpoint);
    return config === undefined ? fail({ code: 'ENOENDPOINT' }) : presets.save(config, name);
  },
  'preset.rename': ({ preset, name }) => presets.rename(preset, name),
  'preset.remove': ({ preset }) => {
    presets.remove(preset);
    return ok(null);
  },
  'preset.use': ({ preset, name }) => {
    const model = builtInPreset(preset) ?? presets.find(preset)?.endpoint;
    if (model === undefined) return fail({ code: 'EPRESET_GONE' });
    const made = workspace.createFrom(model, name);
    return made === null ? fail({ code: 'EENDPOINTS_FULL', params: { max: MAX_ENDPOINTS } }) : ok(made);
  },
});
