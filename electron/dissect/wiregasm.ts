import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { compileFunction } from 'node:vm';
import type {
  DissectSession,
  ProtoTree,
  Vector,
  WiregasmLib,
  WiregasmLibOverrides,
  WiregasmLoader,
} from '@goodtools/wiregasm';

/** A device of the module's file system, as Emscripten has them: https://emscripten.org/docs/api_reference/Filesystem-API.html */
interface DeviceOperations {
  write(stream: unknown, buffer: Int8Array, offset: number, length: number): number;
}

/**
 * Wireshark compiled to WebAssembly, as `@goodtools/wiregasm` gives it. What comes out of it lives in its memory until
 * it is given back. Its files are in its memory, too.
 */
export type Wiregasm = WiregasmLib & {
  readonly FS: {
    readFile(path: string): Uint8Array;
    makedev(major: number, minor: number): number;
    registerDevice(device: number, operations: DeviceOperations): void;
    mkdev(path: string, device: number): unknown;
  };
};

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

/** Objects of a protocol that hardly any capture has: what is gathered besides shall cost nothing. */
const RARE_TAP = 'eo:dicom';

/** Runs the packets of a session past Wireshark's listeners, those of Lua among them. */
export const runListeners = (module: Wiregasm, session: DissectSession): void => {
  const wish = new module.MapInput() as Map<string, string> & Owned;
  wish.set('tap0', RARE_TAP);
  const { taps, error } = session.tap(wish);
  wish.delete();
  release(taps);
  if (error !== '') throw new Error(`the dissectors do not listen: ${error}`);
};

/** What the module's JavaScript may have of Node: to read itself, and random numbers. No sockets, no child processes. */
const ALLOWED: ReadonlySet<string> = new Set(['fs', 'path', 'crypto']);

/** https://emscripten.org/docs/api_reference/module.html#Module.instantiateWasm */
interface Overrides extends WiregasmLibOverrides {
  readonly instantiateWasm: (
    imports: WebAssembly.Imports,
    receive: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ) => object;
}

type Load = (...given: Parameters<WiregasmLoader>) => Promise<Wiregasm>;

const ASM_IS_THERE = "Module['asm'] = exports;";
const DYNAMIC_CALLER = 'return getDynCaller(signature, rawFunction);';

/**
 * The package's script is built with assertions: each of its calls into WebAssembly, some tens for a packet, looks its
 * function up by name and passes its arguments on as a list. Here its variables hold the functions themselves as soon
 * as they are there, which takes a third off the time over a packet (measured with 1.9.1). Another script goes as it is.
 */
export const withDirectCalls = (script: string): string => {
  const wrappers = script.matchAll(
    /^var (\w+) = (?:Module\["(\w+)"\] = )?createExportWrapper\("(\w+)"\);$/gm,
  );
  const direct = [...wrappers].map(([, variable, published, name]) => {
    const also = published === undefined ? '' : `Module["${published}"] = `;
    return `if (exports["${name}"]) ${variable} = ${also}exports["${name}"];`;
  });
  return script
    .replace(ASM_IS_THERE, () => `${ASM_IS_THERE}\n${direct.join('\n')}`)
    .replace(
      DYNAMIC_CALLER,
      "var direct = Module['dynCall_' + signature]; return (...args) => direct(rawFunction, ...args);",
    );
};

/**
 * The package's script with a `require` that gives it no more than it needs: its C library's system(3) starts programs
 * on this computer, and Lua has os.execute.
 */
const scriptAt = (path: string): Load => {
  const given = createRequire(path);
  const allowed = (name: string): unknown => {
    if (!ALLOWED.has(name)) throw new Error(`the dissectors asked for ${name}`);
    return given(name);
  };
  const script = { exports: {} };
  const names = ['module', 'exports', 'require', '__filename', '__dirname'];
  compileFunction(withDirectCalls(readFileSync(path, 'utf8')), names, { filename: path })(
    script,
    script.exports,
    allowed,
    path,
    dirname(path),
  );
  return script.exports as Load;
};

/** Its code, which threads of one process can share: what one has compiled and made faster the others have, too. */
export const compileWiregasm = async (): Promise<WebAssembly.Module> =>
  WebAssembly.compile(await readFile(wasmFile()));

const scriptFile = (): string =>
  createRequire(import.meta.url).resolve('@goodtools/wiregasm/dist/wiregasm.js');
const wasmFile = (): string => join(dirname(scriptFile()), 'wiregasm.wasm');

/**
 * Loads the module (1 s, 250 MB; with `code` that is there already a third of both) and registers all dissectors.
 * `prepare` may put files in place before that.
 */
export const loadWiregasm = async (
  code: WebAssembly.Module,
  prepare: (module: Wiregasm) => void,
): Promise<Wiregasm> => {
  const script = scriptFile();
  const load = scriptAt(script);
  const overrides: Overrides = {
    // As the script's own does: the instance comes later.
    instantiateWasm: (imports, receive) => {
      void WebAssembly.instantiate(code, imports).then((instance) => receive(instance, code));
      return {};
    },
    locateFile: (name) => join(dirname(script), name),
    // It talks about every filter that it compiles.
    print: () => undefined,
    printErr: () => undefined,
    handleStatus: () => undefined,
  };
  const module = await load(overrides);
  prepare(module);
  if (!module.init()) throw new Error('the dissectors could not be registered');
  return module;
};
