import variant from '@jitl/quickjs-singlefile-mjs-release-sync';
import {
  newQuickJSWASMModuleFromVariant,
  type QuickJSContext,
  type QuickJSHandle,
} from 'quickjs-emscripten-core';
import { transform } from 'sucrase';
import type { ScriptEvent, ScriptEventName, ScriptFault, ScriptLevel } from '../../../core/contract/script';
import { SCRIPT_EVENTS } from '../../../core/contract/script';
import { SCRIPT_LIMITS, type ScriptLimits } from './limits';
import prelude from './prelude.js?raw';

/** What the outside lends a script. Each may throw: the script sees an error with that message. */
export interface ScriptHost {
  /** What the script knows of its endpoint. */
  readonly endpoint: Readonly<Record<string, string>>;
  send(connection: number, bytes: Uint8Array): void;
  sendTo(address: string, bytes: Uint8Array): void;
  end(connection: number, how: 'close' | 'finish' | 'reset'): void;
  /** The handler of this number is called by `fire` after so many milliseconds, or each time so many have passed. */
  schedule(timer: number, ms: number, repeats: boolean): void;
  cancel(timer: number): void;
  log(level: ScriptLevel, text: string): void;
  encode(text: string, encoding: string): Uint8Array;
  decode(bytes: Uint8Array, encoding: string): string;
  fromHex(text: string): Uint8Array;
  toHex(bytes: Uint8Array): string;
  /** Renders text with `{{…}}` in it. */
  template(text: string, variables: ReadonlyMap<string, string | Uint8Array>): Uint8Array;
  checksum(name: string, bytes: Uint8Array): Uint8Array;
  getVariable(name: string): string | undefined;
  setVariable(name: string, value: string): void;
}

const STACK_BYTES = 160 * 1024;

export interface Sandbox {
  /** What the script has handlers for, as far as it has set them up by now. */
  handled(): readonly ScriptEventName[];
  /** Gives the script what happened. A fault, when it threw; `fatal` when it cannot go on. */
  take(event: ScriptEvent): ScriptFault | null;
  dispose(): void;
}

/** `    at handler (script:12:5)` */
const PLACE = /\(?\bscript:(\d+)(?::(\d+))?\)?/;

const faultOf = (error: unknown, overtime: boolean): ScriptFault => {
  const { name, message, stack } =
    typeof error === 'object' && error !== null
      ? (error as { readonly name?: unknown; readonly message?: unknown; readonly stack?: unknown })
      : { name: '', message: String(error), stack: '' };
  const [, line, column] = PLACE.exec(String(stack ?? '')) ?? PLACE.exec(String(message ?? '')) ?? [];
  const outOfMemory = name === 'InternalError' && String(message).includes('out of memory');
  return {
    kind: outOfMemory ? 'memory' : overtime ? 'time' : 'thrown',
    message: [name, message].filter((part) => part !== undefined && part !== '').join(': '),
    line: line === undefined ? null : Number(line),
    column: column === undefined ? null : Number(column),
    fatal: overtime || outOfMemory,
  };
};

/** TypeScript without its types, on the same lines. The fault is of a text that is neither. */
const plainScript = (source: string): { readonly code: string } | { readonly fault: ScriptFault } => {
  try {
    return {
      code: transform(source, {
        transforms: ['typescript'],
        disableESTransforms: true,
        // An import that is left out in silence would hide that there is nothing to import.
        keepUnusedImports: true,
      }).code,
    };
  } catch (error) {
    const { loc, message } = error as {
      readonly loc?: { readonly line: number; readonly column: number };
      readonly message?: string;
    };
    return {
      fault: {
        kind: 'syntax',
        message: `SyntaxError: ${String(message ?? error).replace(/ \(\d+:\d+\)$/, '')}`,
        line: loc?.line ?? null,
        column: loc === undefined ? null : loc.column + 1,
        fatal: true,
      },
    };
  }
};

const quickJs = newQuickJSWASMModuleFromVariant(variant);

/**
 * Runs a script in a world of its own (QuickJS in WebAssembly): no files, no network, no Node, limits on time and
 * memory. Answers its world, or the fault that kept it from starting.
 */
export const createSandbox = async (
  source: string,
  host: ScriptHost,
  limits: ScriptLimits = SCRIPT_LIMITS,
): Promise<{ readonly sandbox: Sandbox } | { readonly fault: ScriptFault }> => {
  const script = plainScript(source);
  if ('fault' in script) return script;
  const runtime = (await quickJs).newRuntime();
  runtime.setMemoryLimit(limits.memory);
  runtime.setMaxStackSize(STACK_BYTES);
  let deadline = 0;
  runtime.setInterruptHandler(() => performance.now() > deadline);
  const vm = runtime.newContext();

  const bufferOf = (bytes: Uint8Array): QuickJSHandle => vm.newArrayBuffer(Uint8Array.from(bytes).buffer);
  const bytesOf = (handle: QuickJSHandle | undefined): Uint8Array => {
    if (handle === undefined) return new Uint8Array();
    const lent = vm.getArrayBuffer(handle);
    const copy = Uint8Array.from(lent.value);
    lent.dispose();
    return copy;
  };
  const textOf = (handle: QuickJSHandle | undefined): string =>
    handle === undefined ? '' : vm.getString(handle);
  const numberOf = (handle: QuickJSHandle | undefined): number =>
    handle === undefined ? Number.NaN : vm.getNumber(handle);

  const lend = (): QuickJSHandle => {
    const object = vm.newObject();
    const put = (name: string, handle: QuickJSHandle): void => {
      vm.setProp(object, name, handle);
      handle.dispose();
    };
    const functions: Readonly<Record<string, (...args: QuickJSHandle[]) => QuickJSHandle | undefined>> = {
      send: (id, bytes) => void host.send(numberOf(id), bytesOf(bytes)),
      sendTo: (address, bytes) => void host.sendTo(textOf(address), bytesOf(bytes)),
      end: (id, how) => void host.end(numberOf(id), textOf(how) as 'close' | 'finish' | 'reset'),
      schedule: (timer, ms, repeats) =>
        void host.schedule(numberOf(timer), numberOf(ms), repeats !== undefined && vm.dump(repeats) === true),
      cancel: (timer) => void host.cancel(numberOf(timer)),
      log: (level, text) => void host.log(textOf(level) as ScriptLevel, textOf(text)),
      encode: (text, encoding) => bufferOf(host.encode(textOf(text), textOf(encoding))),
      decode: (bytes, encoding) => vm.newString(host.decode(bytesOf(bytes), textOf(encoding))),
      fromHex: (text) => bufferOf(host.fromHex(textOf(text))),
      toHex: (bytes) => vm.newString(host.toHex(bytesOf(bytes))),
      template: (text, given) => bufferOf(host.template(textOf(text), variablesOf(given))),
      checksum: (name, bytes) => bufferOf(host.checksum(textOf(name), bytesOf(bytes))),
      getVariable: (name) => {
        const value = host.getVariable(textOf(name));
        return value === undefined ? vm.undefined : vm.newString(value);
      },
      setVariable: (name, value) => void host.setVariable(textOf(name), textOf(value)),
    };
    for (const [name, lent] of Object.entries(functions)) put(name, vm.newFunction(name, lent));
    put('endpoint', vm.newString(JSON.stringify(host.endpoint)));
    return object;
  };
  /** Names and values in turns; a value is a text or a buffer. */
  const variablesOf = (given: QuickJSHandle | undefined): ReadonlyMap<string, string | Uint8Array> => {
    const variables = new Map<string, string | Uint8Array>();
    if (given === undefined) return variables;
    const length = vm.getProp(given, 'length').consume((handle) => vm.getNumber(handle));
    for (let at = 0; at + 1 < length; at += 2) {
      const name = vm.getProp(given, at).consume((handle) => vm.getString(handle));
      const value = vm
        .getProp(given, at + 1)
        .consume((handle) => (vm.typeof(handle) === 'string' ? vm.getString(handle) : bytesOf(handle)));
      variables.set(name, value);
    }
    return variables;
  };

  const begin = (): void => {
    deadline = performance.now() + limits.ms;
  };
  const thrown = (error: QuickJSHandle): ScriptFault => {
    const overtime = performance.now() > deadline;
    // Looking at the error asks the interpreter, which must be let.
    begin();
    return faultOf(
      error.consume((handle) => vm.dump(handle)),
      overtime,
    );
  };
  /** Lets what is awaited go on, and says what an answered promise was rejected with. */
  const settle = (answer: QuickJSHandle): ScriptFault | null => {
    const jobs = runtime.executePendingJobs();
    if (jobs.error) {
      answer.dispose();
      return thrown(jobs.error);
    }
    if (performance.now() > deadline) {
      // The interruption went into a promise that nobody looks at.
      answer.dispose();
      return { kind: 'time', message: 'InternalError: interrupted', line: null, column: null, fatal: true };
    }
    if (vm.typeof(answer) !== 'object') {
      answer.dispose();
      return null;
    }
    const state = vm.getPromiseState(answer);
    answer.dispose();
    if (state.type === 'rejected') return thrown(state.error);
    if (state.type === 'fulfilled' && !state.notAPromise) state.value.dispose();
    return null;
  };

  const dispose = (): void => {
    vm.dispose();
    runtime.dispose();
  };

  begin();
  const world = buildWorld(vm, lend);
  begin();
  const evaluated = vm.evalCode(script.code, 'script', { type: 'module' });
  const fault = evaluated.error ? thrown(evaluated.error) : settle(evaluated.value);
  if (fault !== null) {
    world.dispose();
    dispose();
    return {
      fault: { ...fault, kind: fault.message.startsWith('SyntaxError') ? 'syntax' : fault.kind, fatal: true },
    };
  }

  const argumentsOf = (event: ScriptEvent): readonly QuickJSHandle[] => {
    switch (event.event) {
      case 'open':
        return [vm.newNumber(event.connection), vm.newString(event.peer), vm.newString(event.local)];
      case 'close':
        return [vm.newNumber(event.connection)];
      case 'timer':
        return [vm.newNumber(event.timer)];
      default:
        return [vm.newNumber(event.connection), bufferOf(event.bytes)];
    }
  };
  return {
    sandbox: {
      handled() {
        begin();
        const asked = vm.newString('handled');
        const names = vm.unwrapResult(vm.callFunction(world, vm.undefined, asked));
        asked.dispose();
        const text = names.consume((handle) => vm.getString(handle));
        return SCRIPT_EVENTS.filter((name) => text.split(',').includes(name));
      },
      take(event) {
        begin();
        const args = [vm.newString(event.event), ...argumentsOf(event)];
        const answer = vm.callFunction(world, vm.undefined, ...args);
        for (const handle of args) handle.dispose();
        return answer.error ? thrown(answer.error) : settle(answer.value);
      },
      dispose() {
        world.dispose();
        dispose();
      },
    },
  };
};

/** The prelude's dispatcher. A fault in it is one of ours. */
const buildWorld = (vm: QuickJSContext, lend: () => QuickJSHandle): QuickJSHandle => {
  const build = vm.unwrapResult(vm.evalCode(prelude, 'prelude'));
  const lent = lend();
  const world = vm.unwrapResult(vm.callFunction(build, vm.undefined, lent));
  lent.dispose();
  build.dispose();
  return world;
};
