/** The window itself: panes, failures, long work. */
export const app = {
  fold: 'Fold {{pane}}',
  unfold: 'Unfold {{pane}}',
  brokenTitle: 'This pane stopped working',
  brokenBody:
    'Sockets and the capture go on. Try to show the pane again; if that does not help, restart Porthole.',
  brokenRetry: 'Show again',
  brokenStart: 'Porthole could not start its window',
  resizeSide: 'Border of the library',
  resizeRows: 'Height of the log',
  resizeEndpoints: 'Width of the servers',
  resizeMessages: 'Width of the log',
  retry: 'Retry',
  dismiss: 'Dismiss',
  cancel: 'Cancel',
  jobProgress: '{{done}} of {{total}} · {{rate}}',
  jobReceived: '{{done}} · {{rate}}',
  stop: 'Stop',
  jobDone: 'Done',
  jobCancelled: 'Cancelled',
  jobFailed: 'Failed',
} as const;
