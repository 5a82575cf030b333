import type { Leftover } from '../../core/contract/capture';
import type { LeftCapture, LeftoverFinder } from './leftover-finder';

/** While another Porthole records into the same folder, it is looked at this often whether it has ended, in ms. */
const LOOK_AGAIN_MS = 30_000;

/** The captures of earlier runs that wait to be opened, saved or discarded. */
export class Leftovers {
  readonly #finder: LeftoverFinder;
  readonly #onChange: () => void;
  #captures: readonly LeftCapture[] = [];
  /** Saved, but still on the screen: no longer offered, and removed when it is shown no more. */
  #saved: LeftCapture | null = null;
  #timer: NodeJS.Timeout | null = null;
  #stopped = false;

  constructor(finder: LeftoverFinder, onChange: () => void) {
    this.#finder = finder;
    this.#onChange = onChange;
  }

  /** Newest first. */
  get list(): readonly Leftover[] {
    return this.#captures.map(({ about }) => about);
  }

  get count(): number {
    return this.#captures.length;
  }

  get paths(): readonly string[] {
    return this.#captures.flatMap(({ files }) => files.map(({ path }) => path));
  }

  find(id: string): LeftCapture | undefined {
    return this.#captures.find(({ about }) => about.id === id);
  }

  /** Looks at the folder. Rejects with the system's error. */
  async look(): Promise<void> {
    const { captures, othersRun } = await this.#finder.find();
    const saved = this.#saved?.about.id;
    this.#captures = captures.filter(({ about }) => about.id !== saved);
    if (othersRun && this.#timer === null && !this.#stopped) {
      this.#timer = setTimeout(() => {
        this.#timer = null;
        void this.look().catch(() => undefined);
      }, LOOK_AGAIN_MS).unref();
    }
    this.#onChange();
  }

  /** Removes captures for good. Rejects with the system's error. */
  async remove(captures: readonly LeftCapture[]): Promise<void> {
    try {
      for (const capture of captures) await this.#finder.remove(capture);
    } finally {
      await this.look();
    }
  }

  /** It has been saved elsewhere: what is here is of no use any more. */
  async saved(capture: LeftCapture, shown: boolean): Promise<void> {
    if (!shown) return this.remove([capture]);
    this.#saved = capture;
    this.#captures = this.#captures.filter((other) => other !== capture);
    this.#onChange();
  }

  /** A capture that was on the screen is so no more. */
  async released(id: string): Promise<void> {
    if (this.#saved?.about.id !== id) return;
    const saved = this.#saved;
    this.#saved = null;
    await this.remove([saved]);
  }

  stop(): void {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }
}
