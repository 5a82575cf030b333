import { useTranslation } from 'react-i18next';
import { keepWorkspace, reloadWorkspace, saveWorkspaceAs, useWorkspace } from '../../state/workspace';
import { Button } from '../../ui/button';
import { FailureNote } from '../../ui/failure-note';

/** That changes to the workspace are not kept, why, and what can be done about it. */
export const WorkspaceBlocked = () => {
  const { t } = useTranslation('workspace');
  const saving = useWorkspace(({ status }) => status.saving);
  if (saving.state !== 'blocked') return null;
  const { failure } = saving;
  const changed = failure.code === 'EWORKSPACE_CHANGED';
  const moved = failure.code === 'EWORKSPACE_MOVED';
  return (
    <FailureNote failure={failure} severity="warning">
      {changed && <Button onClick={reloadWorkspace}>{t('load')}</Button>}
      {(changed || moved) && <Button onClick={keepWorkspace}>{changed ? t('keep') : t('writeAgain')}</Button>}
      {!changed && <Button onClick={saveWorkspaceAs}>{t('saveAs')}</Button>}
    </FailureNote>
  );
};
