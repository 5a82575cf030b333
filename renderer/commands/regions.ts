/** The places that F6 goes through, in the order of the window; `bar` is the bar at the top, `library` may be closed. */
const ORDER = ['bar', 'library', 'servers', 'clients', 'log', 'inspector'] as const;
export type RegionId = (typeof ORDER)[number];

const FOCUSABLE =
  'button:not(:disabled), input:not(:disabled), textarea:not(:disabled), [href], [tabindex]:not([tabindex="-1"])';

/** Where the focus was in each region when it left, so that coming back goes on there. */
const last = new Map<RegionId, HTMLElement>();

const elementOf = (region: RegionId): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-pane="${region}"]`);

const regionOf = (element: Element | null): RegionId | undefined =>
  ORDER.find((region) => elementOf(region)?.contains(element) === true);

/** Whether the focus is in a region. */
export const isInRegion = (region: RegionId): boolean => regionOf(document.activeElement) === region;

const isVisible = (element: HTMLElement): boolean => element.getClientRects().length > 0;

const isUsable = (element: HTMLElement): boolean =>
  element.isConnected && isVisible(element) && !element.matches(':disabled');

/** Moves the focus into a region: to where it last was, else to its grid or its first control. */
export const focusRegion = (region: RegionId): void => {
  const element = elementOf(region);
  if (element === null) return;
  const before = last.get(region);
  // The heads of a grid were only passed on the way out of it: what one comes back to is its rows.
  const passed = before?.role === 'columnheader';
  if (before !== undefined && !passed && element.contains(before) && isUsable(before)) {
    before.focus();
    return;
  }
  const controls = [...element.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (control) => isVisible(control) && control.tabIndex >= 0,
  );
  // What a pane is there for comes before the controls over it: in the log the rows, for the filter has its own key.
  (
    controls.find((control) => control.role === 'grid' || control.role === 'tree') ??
    controls[0] ??
    element
  ).focus();
};

/** Goes to the next region, or back to the one before. */
export const cycleRegion = (step: 1 | -1): void => {
  const there = ORDER.filter((region) => elementOf(region) !== null);
  const current = regionOf(document.activeElement);
  const at = current === undefined ? (step === 1 ? -1 : 0) : there.indexOf(current);
  const next = there[(at + step + there.length) % there.length];
  if (next !== undefined) focusRegion(next);
};

/** What does the same in the endpoint that has come to the front as the control that is gone did in its own. */
const namesakeOf = (gone: HTMLElement, region: RegionId): HTMLElement | undefined => {
  const name = gone.getAttribute('aria-label');
  return [...(elementOf(region)?.querySelectorAll<HTMLElement>(gone.tagName) ?? [])].find(
    (control) =>
      control.getAttribute('aria-label') === name && control.role === gone.role && isUsable(control),
  );
};

/**
 * Remembers where the focus is in each region. Where the control that has it goes away — another tab comes to the
 * front, a pane is folded, a row closes — it moves to its namesake or into the region, and is not lost. Answers with
 * the unsubscribe.
 */
export const keepFocus = (): (() => void) => {
  /** `region` undefined: in a dialog or a menu. */
  let focused: { readonly region: RegionId | undefined; readonly element: HTMLElement } | null = null;
  let lastRegion: RegionId = 'bar';
  const note = ({ target }: FocusEvent): void => {
    if (!(target instanceof HTMLElement)) return;
    const region = regionOf(target);
    focused = { region, element: target };
    if (region === undefined) return;
    lastRegion = region;
    if (target !== elementOf(region)) last.set(region, target);
  };
  const mend = (): void => {
    const { activeElement } = document;
    if (focused === null || isUsable(focused.element)) return;
    // Where something else has taken the focus, all is well.
    if (activeElement !== document.body && activeElement !== focused.element) return;
    const { region, element } = focused;
    // A dialog that closes as it opens may take the focus and not give it back.
    if (region === undefined && document.querySelector('[role="dialog"]') !== null) return;
    focused = null;
    if (region === undefined) {
      focusRegion(lastRegion);
      return;
    }
    const namesake = namesakeOf(element, region);
    if (namesake === undefined) focusRegion(region);
    else namesake.focus();
  };
  // No event tells that an element with the focus was removed, hidden by a fold or disabled. In the frame after it:
  // whoever took it away may hand the focus on, and the frame lays the page out anyway, which asking at each change
  // would do once more (22 ms of a jump in the log).
  let looking = 0;
  const look = (): void => {
    if (looking !== 0 || focused === null) return;
    looking = requestAnimationFrame(() => {
      looking = 0;
      mend();
    });
  };
  const observer = new MutationObserver(look);
  const attributeFilter = ['hidden', 'disabled'];
  observer.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter });
  document.addEventListener('focusin', note);
  return () => {
    observer.disconnect();
    cancelAnimationFrame(looking);
    document.removeEventListener('focusin', note);
  };
};
