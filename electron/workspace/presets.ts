import { randomUUID } from 'node:crypto';
import type { EndpointConfig } from '../../core/contract/endpoint';
import { MAX_PRESETS, type Preset, type PresetFacts, type PresetsFile } from '../../core/contract/preset';
import { fail, ok, type Result } from '../../core/contract/result';
import type { JsonFile } from './json-file';

export const noPresets = (): PresetsFile => ({ version: 1, presets: [] });

/** Endpoints that a person keeps under a name, to start others from. */
export interface Presets {
  /** By name. */
  list(): readonly PresetFacts[];
  find(id: string): Preset | undefined;
  /** Fails with EPRESET_NAME, EPRESET_TAKEN or EPRESETS_FULL. Sent messages and paths of key logs are not kept. */
  save(endpoint: EndpointConfig, name: string): Result<PresetFacts>;
  /** Fails with EPRESET_NAME, EPRESET_TAKEN or EPRESET_GONE. */
  rename(id: string, name: string): Result<null>;
  remove(id: string): void;
}

const factsOf = ({ id, name, endpoint }: Preset): PresetFacts => ({ id, name, role: endpoint.role });

const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

export const openPresets = (file: JsonFile<PresetsFile>): Presets => {
  const all = (): readonly Preset[] => file.value.presets;
  const put = (presets: readonly Preset[]): void => file.set({ version: 1, presets: [...presets] });
  const checked = (typed: string, own: string | null): Result<string> => {
    const name = typed.trim();
    if (name === '') return fail({ code: 'EPRESET_NAME' });
    const taken = all().some((preset) => preset.id !== own && sameName(preset.name, name));
    return taken ? fail({ code: 'EPRESET_TAKEN', params: { name } }) : ok(name);
  };
  return {
    list: () =>
      all()
        .map(factsOf)
        .sort((a, b) => a.name.localeCompare(b.name)),
    find: (id) => all().find((preset) => preset.id === id),
    save(endpoint, typed) {
      const name = checked(typed, null);
      if (!name.ok) return name;
      if (all().length >= MAX_PRESETS) return fail({ code: 'EPRESETS_FULL', params: { max: MAX_PRESETS } });
      const preset: Preset = {
        id: randomUUID(),
        name: name.value,
        endpoint: {
          ...endpoint,
          name: '',
          tls: { ...endpoint.tls, keyLog: null },
          composer: { ...endpoint.composer, history: [] },
        },
      };
      put([...all(), preset]);
      return ok(factsOf(preset));
    },
    rename(id, typed) {
      const name = checked(typed, id);
      if (!name.ok) return name;
      if (!all().some((preset) => preset.id === id)) return fail({ code: 'EPRESET_GONE' });
      put(all().map((preset) => (preset.id === id ? { ...preset, name: name.value } : preset)));
      return ok(null);
    },
    remove: (id) => put(all().filter((preset) => preset.id !== id)),
  };
};
