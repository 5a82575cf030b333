import { create } from 'zustand';
import type { EndpointConfig, Role } from '../../core/contract/endpoint';
import type { Failure } from '../../core/contract/failure';
import type { PresetFacts } from '../../core/contract/preset';
import { ask } from './bridge';
import { createCertificate } from './certificates';
import { flushEndpoint, showEndpoint } from './endpoints';
import { tell } from './notices';

interface PresetsState {
  /** Those that a person keeps, by name. */
  readonly list: readonly PresetFacts[];
  /** The dialog; `endpoint` is what it offers to keep, null: none. */
  readonly dialog: { readonly endpoint: string | null } | null;
  /** Why the last change in the dialog was refused. */
  readonly failure: Failure | null;
}

export const usePresets = create<PresetsState>()(() => ({ list: [], dialog: null, failure: null }));

export const loadPresets = async (): Promise<void> => {
  const answer = await ask('preset.list');
  if (answer.ok) usePresets.setState({ list: answer.value });
  else tell(answer.failure);
};

export const openPresets = (endpoint: string | null): void => {
  usePresets.setState({ dialog: { endpoint }, failure: null });
  void loadPresets();
};

export const closePresets = (): void => usePresets.setState({ dialog: null });

/** Makes an endpoint from a preset and brings its tab to the front; a TLS server gets a certificate of its own. */
export const startFrom = async (preset: string, name: string): Promise<EndpointConfig | null> => {
  const answer = await ask('preset.use', { preset, name });
  if (!answer.ok) {
    tell(answer.failure);
    return null;
  }
  const made = answer.value;
  showEndpoint(made);
  const bare = made.protocol === 'tls' && made.role === 'server' && made.tls.certificate === '';
  if (bare) await createCertificate(made.id);
  return made;
};

/** Keeps the endpoint as it stands here. Answers whether it was. */
export const savePreset = async (endpoint: string, name: string): Promise<boolean> => {
  await flushEndpoint(endpoint);
  const answer = await ask('preset.save', { endpoint, name });
  usePresets.setState({ failure: answer.ok ? null : answer.failure });
  if (answer.ok) await loadPresets();
  return answer.ok;
};

export const renamePreset = async (preset: string, name: string): Promise<void> => {
  const answer = await ask('preset.rename', { preset, name });
  usePresets.setState({ failure: answer.ok ? null : answer.failure });
  await loadPresets();
};

export const removePreset = async (preset: string): Promise<void> => {
  const answer = await ask('preset.remove', { preset });
  usePresets.setState({ failure: answer.ok ? null : answer.failure });
  await loadPresets();
};

export const presetsOf = (list: readonly PresetFacts[], role: Role): readonly PresetFacts[] =>
  list.filter((preset) => preset.role === role);
