/** How much of a recording is kept. */
export const limit = {
  title: 'Capture limit',
  text: 'Recording keeps everything, as far as the disk goes. With a limit, the oldest rows are removed, a sixteenth of the limit at a time, and a row of the log says so.',
  size: 'Size on disk',
  sizeUnit: 'Unit of the size',
  age: 'Age',
  ageUnit: 'Unit of the age',
  none: 'no limit',
  mb: 'MB',
  gb: 'GB',
  minutes: 'Minutes',
  hours: 'Hours',
  days: 'Days',
  wrongSize: 'A number of at least 16 MB, or nothing for no limit.',
  wrongAge: 'A number of at least one minute, or nothing for no limit.',
  removes:
    'The recording already has {{size}}, more than this. Apply removes it from its oldest part on, in the pieces in which it was recorded: what was recorded without a limit is one piece. Save it first to keep it.',
  cancel: 'Cancel',
  apply: 'Apply',
} as const;
