/** Room for the line's own width at top and bottom, in units of the drawing. */
const MARGIN = 1.5;

/** A line through the samples, oldest at the left, the largest at the top; flat at the bottom when all are 0. */
export const sparkPoints = (samples: readonly number[], width: number, height: number): string => {
  const most = Math.max(...samples, 1);
  const step = width / Math.max(1, samples.length - 1);
  const room = height - 2 * MARGIN;
  return samples
    .map((value, at) => `${(at * step).toFixed(1)},${(height - MARGIN - (value / most) * room).toFixed(1)}`)
    .join(' ');
};
