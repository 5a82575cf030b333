import { type BrowserWindow, screen } from 'electron';
import { z } from 'zod';
import type { JsonFile } from '../workspace/json-file';

/** Where the window stood, in device-independent pixels. */
export const boundsSchema = z.strictObject({
  x: z.number().int().nullable(),
  y: z.number().int().nullable(),
  width: z.number().int().min(200).max(20_000),
  height: z.number().int().min(200).max(20_000),
  maximized: z.boolean(),
});
export type Bounds = z.infer<typeof boundsSchema>;

export const firstBounds = (): Bounds => ({ x: null, y: null, width: 1440, height: 900, maximized: false });

/** The place to open at: as it was, unless that is on no screen any more. */
export const placeOf = (bounds: Bounds): { width: number; height: number; x?: number; y?: number } => {
  const { x, y, width, height } = bounds;
  if (x === null || y === null) return { width, height };
  const seen = screen.getAllDisplays().some(({ workArea: area }) => {
    const overlapX = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
    const overlapY = Math.min(y + height, area.y + area.height) - Math.max(y, area.y);
    return overlapX > 100 && overlapY > 60;
  });
  return seen ? { x, y, width, height } : { width, height };
};

export const rememberBounds = (window: BrowserWindow, file: JsonFile<Bounds>): void => {
  const remember = (): void => {
    if (window.isDestroyed()) return;
    const { x, y, width, height } = window.getNormalBounds();
    file.set({ x, y, width, height, maximized: window.isMaximized() });
  };
  window.on('resize', remember);
  window.on('move', remember);
  window.on('maximize', remember);
  window.on('unmaximize', remember);
};
