/** The window itself: panes, the bar at the top, the state of the capture. */
export const app = {
  name: 'Porthole',
  fold: 'Fold {{pane}}',
  unfold: 'Unfold {{pane}}',
  brokenTitle: 'This pane stopped working',
  brokenBody:
    'Sockets and the capture go on. Try to show the pane again; if that does not help, restart the window.',
  brokenRetry: 'Show again',
  brokenStart: 'Porthole could not start its window',
  resizeRows: 'Height of the log',
  resizeEndpoints: 'Width of the servers',
  resizeMessages: 'Width of the log',
} as const;
