import { app } from './app';

/** One namespace per concern of the window. */
export const en = { app } as const;
