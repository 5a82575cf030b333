/** How long the page took to draw. */
interface Frames {
  /** The longest time between two frames so far, in ms. */
  slowest: number;
}

/** Runs in the page: watches from now on how long the page takes to answer. */
export const watchFrames = (): void => {
  const frames: Frames = { slowest: 0 };
  Object.assign(globalThis, { frames });
  let last = performance.now();
  const tick = (): void => {
    const now = performance.now();
    frames.slowest = Math.max(frames.slowest, now - last);
    last = now;
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
};

/** Runs in the page. */
export const slowestFrame = (): number => (globalThis as unknown as { frames: Frames }).frames.slowest;
