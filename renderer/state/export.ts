import { create } from 'zustand';
import type { ExportScope } from '../../core/contract/export';
import type { ExportForm } from '../../core/contract/export-forms';
import { ask } from './bridge';
import { useLog } from './log';
import { countChosen, selectedRanges } from './log-selection';
import { tell } from './notices';
import { useSettings } from './settings';

/** `row`: what is selected, one row or several. */
export type ExportOf = Exclude<ExportScope['of'], 'some'>;

interface ExportState {
  readonly open: boolean;
  readonly of: ExportOf;
  readonly form: ExportForm;
  readonly decoded: boolean;
}

export const useExport = create<ExportState>()(() => ({
  open: false,
  of: 'view',
  form: 'csv',
  decoded: true,
}));

export const openExport = (of: ExportOf = 'view'): void => useExport.setState({ open: true, of });
export const closeExport = (): void => useExport.setState({ open: false });
export const chooseExport = (change: Partial<Omit<ExportState, 'open'>>): void => useExport.setState(change);

/** Which rows an export would have; null: none, such as the selected one of no selection. */
export const exportScope = (of: ExportOf): ExportScope | null => {
  const { selected, view } = useLog.getState();
  if (of === 'all') return { of };
  if (of === 'view') return view === null ? null : { of, view };
  if (view !== null && countChosen() > 0) return { of: 'some', view, ranges: [...selectedRanges()] };
  return selected === null ? null : { of, row: selected.row };
};

const write = async (scope: ExportScope, form: ExportForm, decoded: boolean): Promise<void> => {
  const { textEncoding: encoding, dissectors } = useSettings.getState().settings;
  const wish = { scope, form, encoding, decoded: decoded && dissectors !== 'off' };
  const answer = await ask('capture.export', wish);
  if (!answer.ok) tell(answer.failure);
};

/** Asks where to, and writes what is selected there as a capture. */
export const exportSelected = async (): Promise<void> => {
  const scope = exportScope('row');
  if (scope !== null) await write(scope, 'pcapng', false);
};

/** Asks where to, and writes there; how it goes is a job. */
export const startExport = async (): Promise<void> => {
  const { of, form, decoded } = useExport.getState();
  const scope = exportScope(of);
  if (scope === null) return;
  closeExport();
  await write(scope, form, decoded);
};
