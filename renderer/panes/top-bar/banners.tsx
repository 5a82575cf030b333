import { IconPlayerRecord } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { resumeRecording } from '../../state/capture';
import { dismissNotice, useNotices } from '../../state/notices';
import { usePulse } from '../../state/pulse';
import { showWorkspaceFaults, useWorkspace } from '../../state/workspace';
import { Button } from '../../ui/button';
import { FailureNote } from '../../ui/failure-note';
import { LeftBehind } from '../recovered/left-behind';
import { WorkspaceBlocked } from '../workspace/workspace-blocked';
import styles from './banners.module.css';
import { CaptureJobs } from './capture-jobs';

/** More than these would push the panes down too far; the newest are shown, an older one comes back when one is dismissed. */
const SHOWN = 3;

const RecordingPaused = () => {
  const { t } = useTranslation('bar');
  const recording = usePulse(({ capture }) => capture.recording);
  if (recording.on) return null;
  return (
    <FailureNote failure={recording.failure} severity="warning">
      <Button icon={IconPlayerRecord} onClick={() => void resumeRecording()}>
        {t('recordAgain')}
      </Button>
    </FailureNote>
  );
};

/** What a person must know at once, under the bar at the top. Takes no room when there is nothing. */
export const Banners = () => {
  const { t } = useTranslation('workspace');
  const notices = useNotices((state) => state.notices);
  const faults = useWorkspace(({ status }) => status.faultCount);
  return (
    <>
      <div className={styles.jobs}>
        <CaptureJobs />
      </div>
      <div className={styles.banners}>
        <RecordingPaused />
        <WorkspaceBlocked />
        <LeftBehind />
        {notices.slice(-SHOWN).map(({ id, failure, severity }) => (
          <FailureNote key={id} failure={failure} severity={severity} onDismiss={() => dismissNotice(id)}>
            {failure.code === 'EWORKSPACE_DAMAGED' && faults > 0 && (
              <Button onClick={() => showWorkspaceFaults(true)}>{t('showFaults')}</Button>
            )}
          </FailureNote>
        ))}
      </div>
    </>
  );
};
