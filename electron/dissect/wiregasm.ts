import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { ProtoTree, Vector, WiregasmLib, WiregasmLoader } from '@goodtools/wiregasm';

/**
 * Wireshark compiled to WebAssembly, as `@goodtools/wiregasm` gives it. What comes out of it lives in its memory until
 * it is given back.
 */
export type Wiregasm = WiregasmLib & { readonly FS: { readFile(path: string): Uint8Array } };

/** The package's types do not know that lists must be given back, nor what experts say of a field. */
interface Owned {
  delete(): void;
}
export type RawField = ProtoTree & { readonly severity?: string };

/** Gives a list's memory back without looking into it. */
export const release = <T>(list: Vector<T>): void => (list as Vector<T> & Owned).delete();

/** Takes a list out of the module's memory and gives the memory back. Lists within its items are to be given back too. */
export const taken = <T>(list: Vector<T>): readonly T[] => {
  const items = Array.from({ length: list.size() }, (_, i) => list.get(i));
  release(list);
  return items;
};

/** Loads the module (1 s, 250 MB) and registers all dissectors. `prepare` may put files in place before that. */
export const loadWiregasm = async (prepare: (module: Wiregasm) => void): Promise<Wiregasm> => {
  const resolver = createRequire(import.meta.url);
  const script = resolver.resolve('@goodtools/wiregasm/dist/wiregasm.js');
  const load = resolver(script) as (...given: Parameters<WiregasmLoader>) => Promise<Wiregasm>;
  const module = await load({
    locateFile: (name) => join(dirname(script), name),
    // It talks about every filter that it compiles.
    print: () => undefined,
    printErr: () => undefined,
    handleStatus: () => undefined,
  });
  prepare(module);
  if (!module.init()) throw new Error('the dissectors could not be registered');
  return module;
};
