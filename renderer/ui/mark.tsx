/** Porthole's mark: a ring with its glass, lit from the upper left. */
export const Mark = () => (
  <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true" focusable="false">
    <circle cx="9" cy="9" r="7.4" fill="none" stroke="var(--accent)" strokeWidth="3" />
    <circle cx="7.2" cy="7.2" r="2.1" fill="var(--accent)" />
  </svg>
);
