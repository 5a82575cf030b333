/** Codes that this room adds to the system's own; their sentences stand in `core/wording/capture`. */
export const CAPTURE_FAILURES = [
  'ECAPTURE_NOT_PCAPNG',
  'ECAPTURE_COMPRESSED',
  'ECAPTURE_EMPTY',
  'ECAPTURE_NOT_A_FILE',
  'ECAPTURE_DAMAGED',
  'ECAPTURE_DISK_LOW',
  'ECAPTURE_SAVE_SAME',
  'ECAPTURE_SHORT',
  'ECAPTURE_CANCELLED',
  'ECAPTURE_NOTHING_CLEARED',
  'ECAPTURE_LEFTOVER_GONE',
  'ECAPTURE_NO_ROW',
  'ECAPTURE_ROW_REMOVED',
  'ECAPTURE_ROWS_LOST',
  'EVIEW_GONE',
  'EVIEW_STOPPED',
] as const;
export type CaptureFailureCode = (typeof CAPTURE_FAILURES)[number];
