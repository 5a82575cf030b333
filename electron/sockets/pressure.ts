import type { Recorder } from '../../core/contract/recorder';

/** Something that can stop reading while the disk is behind. */
export interface Pausable {
  setPressure(high: boolean): void;
}

/**
 * Holds TCP back when the capture's disk cannot follow: the peers' own flow control then slows them down, and
 * nothing is lost. UDP has no such brake; what the disk cannot take there is counted by the recorder.
 */
export interface Pressure {
  readonly high: boolean;
  /** Called after each message in. */
  check(): void;
  add(one: Pausable): void;
  remove(one: Pausable): void;
  /** Answers when there is room again; at once when there is. */
  relieved(): Promise<void>;
  dispose(): void;
}

export const createPressure = (recorder: Recorder): Pressure => {
  const members = new Set<Pausable>();
  const waiting: (() => void)[] = [];
  let high = false;
  const unsubscribe = recorder.onRelief(() => {
    if (!high) return;
    high = false;
    for (const member of members) member.setPressure(false);
    for (const go of waiting.splice(0)) go();
  });
  const check = (): void => {
    if (high || recorder.pending <= recorder.pressureLimit) return;
    high = true;
    for (const member of members) member.setPressure(true);
  };
  return {
    get high() {
      return high;
    },
    check,
    add: (one) => {
      members.add(one);
      if (high) one.setPressure(true);
    },
    remove: (one) => {
      members.delete(one);
    },
    relieved: () => {
      check();
      return high ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve();
    },
    dispose: () => {
      unsubscribe();
      for (const go of waiting.splice(0)) go();
    },
  };
};
