/** The places that F6 goes through, in the order of the window; `bar` is the bar at the top. */
const ORDER = ['bar', 'servers', 'clients', 'log', 'inspector'] as const;
export type RegionId = (typeof ORDER)[number];

const FOCUSABLE =
  'button:not(:disabled), input:not(:disabled), textarea:not(:disabled), [href], [tabindex]:not([tabindex="-1"])';

/** Where the focus was in each region when it left, so that coming back goes on there. */
const last = new Map<RegionId, HTMLElement>();

const elementOf = (region: RegionId): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-pane="${region}"]`);

const regionOf = (element: Element | null): RegionId | undefined =>
  ORDER.find((region) => elementOf(region)?.contains(element) === true);

const isVisible = (element: HTMLElement): boolean => element.getClientRects().length > 0;

/** Moves the focus into a region: to where it last was, else to its grid or its first control. */
export const focusRegion = (region: RegionId): void => {
  const element = elementOf(region);
  if (element === null) return;
  const before = last.get(region);
  if (before?.isConnected === true && element.contains(before) && isVisible(before)) {
    before.focus();
    return;
  }
  const controls = [...element.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (control) => isVisible(control) && control.tabIndex >= 0,
  );
  // What a pane is there for comes before the controls over it: in the log the rows, for the filter has its own key.
  (controls.find((control) => control.role === 'grid') ?? controls[0] ?? element).focus();
};

/** Goes to the next region, or back to the one before. */
export const cycleRegion = (step: 1 | -1): void => {
  const current = regionOf(document.activeElement);
  const at = current === undefined ? (step === 1 ? -1 : 0) : ORDER.indexOf(current);
  const next = ORDER[(at + step + ORDER.length) % ORDER.length];
  if (next !== undefined) focusRegion(next);
};

/** Remembers where the focus is in each region. Answers with the unsubscribe. */
export const rememberFocus = (): (() => void) => {
  const note = ({ target }: FocusEvent): void => {
    if (!(target instanceof HTMLElement)) return;
    const region = regionOf(target);
    if (region !== undefined && target !== elementOf(region)) last.set(region, target);
  };
  document.addEventListener('focusin', note);
  return () => document.removeEventListener('focusin', note);
};
