import { roundUp } from '../timeline/chart-layout';

/** Everything of the plot that depends on sizes, in CSS pixels. */
export interface PingPlot {
  /** The time at the top, in ms; 0 without any. */
  readonly most: number;
  /** SVG paths: a bar for each connect that was answered, a cross for each that failed. */
  readonly bars: string;
  readonly crosses: string;
}

interface Room {
  readonly width: number;
  readonly height: number;
}

/** A few connects alone are no wall: there is room for so many at least. */
const LEAST_PLACES = 60;
const LEAST_HEIGHT = 1.5;
/** Half of a cross. */
const ARM = 3;

/** Where a time stands, from the top. */
export const heightOf = ({ most }: Pick<PingPlot, 'most'>, { height }: Room, ms: number): number =>
  most === 0 ? height : height * (1 - Math.min(1, ms / most));

/** The latest connects, oldest at the left: how high a bar is, is how long it took. */
export const plotOf = (recent: readonly (number | string)[], room: Room): PingPlot => {
  const times = recent.filter((point) => typeof point === 'number');
  const most = roundUp(times.reduce((a, b) => Math.max(a, b), 0));
  const across = room.width / Math.max(LEAST_PLACES, recent.length);
  const gap = across >= 3 ? 1 : 0;
  let bars = '';
  let crosses = '';
  recent.forEach((point, place) => {
    const x = Math.round(place * across);
    if (typeof point === 'number') {
      const width = Math.max(1, Math.round((place + 1) * across) - x - gap);
      const height = Math.max(LEAST_HEIGHT, room.height - heightOf({ most }, room, point));
      bars += `M${x} ${room.height}h${width}v${(-height).toFixed(1)}h${-width}z`;
      return;
    }
    const middle = x + across / 2;
    const [left, right] = [(middle - ARM).toFixed(1), (middle + ARM).toFixed(1)];
    const [top, bottom] = [room.height - 2 - 2 * ARM, room.height - 2];
    crosses += `M${left} ${top}L${right} ${bottom}M${left} ${bottom}L${right} ${top}`;
  });
  return { most, bars, crosses };
};
