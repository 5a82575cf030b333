import type { en } from '../en';
import type { Words } from '../words';
import { app } from './app';

export const zhCN: { readonly [N in keyof typeof en]: Words<(typeof en)[N]> } = { app };
