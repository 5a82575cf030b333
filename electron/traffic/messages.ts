import type { Traffic, TrafficNews } from './traffic-contract';

/** The calls whose last argument is a `Control`, which no message can carry. */
export const CONTROLLED = [
  'sendFiles',
  'receiveFile',
  'save',
  'handOut',
  'open',
  'openLeftover',
  'saveLeftover',
] as const satisfies readonly (keyof Traffic)[];

/** To the thread that owns the sockets. */
export type Order =
  | {
      readonly order: 'call';
      readonly call: number;
      readonly method: keyof Traffic;
      readonly args: readonly unknown[];
    }
  | { readonly order: 'abort'; readonly call: number };

/** From it. `thrown` is a fault of ours: failures are values. */
export type Report =
  | { readonly report: 'answer'; readonly call: number; readonly value: unknown }
  | { readonly report: 'thrown'; readonly call: number; readonly message: string }
  | { readonly report: 'progress'; readonly call: number; readonly done: number; readonly total: number }
  | {
      readonly [N in keyof TrafficNews]: {
        readonly report: 'news';
        readonly name: N;
        readonly payload: TrafficNews[N];
      };
    }[keyof TrafficNews];
