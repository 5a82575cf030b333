import { updateSettings, useSettings } from './settings';

export const PANES = ['servers', 'clients', 'log', 'inspector'] as const;
export type PaneId = (typeof PANES)[number];

export const useFolded = (pane: PaneId): boolean =>
  useSettings(({ settings }) => settings.folded.includes(pane));

export const toggleFolded = (pane: PaneId): void => {
  const { folded } = useSettings.getState().settings;
  void updateSettings({
    folded: folded.includes(pane) ? folded.filter((other) => other !== pane) : [...folded, pane],
  });
};

export const unfold = (pane: PaneId): void => {
  if (useSettings.getState().settings.folded.includes(pane)) toggleFolded(pane);
};
