import { ask } from './bridge';
import { tell } from './notices';

type CaptureRequest =
  | 'capture.save'
  | 'capture.open'
  | 'capture.openInWireshark'
  | 'capture.live'
  | 'capture.resume';

/** Saving and opening go on as jobs after the person has chosen a file; their progress is in the list of jobs. */
const request = async (name: CaptureRequest): Promise<void> => {
  const answer = await ask(name);
  if (!answer.ok) tell(answer.failure);
};

export const saveCapture = (): Promise<void> => request('capture.save');
export const openCapture = (): Promise<void> => request('capture.open');
/** Starts Wireshark with the shown capture; where it is not installed, that is said. */
export const openInWireshark = (): Promise<void> => request('capture.openInWireshark');
/** Shows the live capture again. */
export const showLive = (): Promise<void> => request('capture.live');
/** Records again after it was paused. */
export const resumeRecording = (): Promise<void> => request('capture.resume');
