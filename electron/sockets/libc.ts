import { createRequire } from 'node:module';
import { endianness } from 'node:os';

/** A function of the C library. */
export type Call = (...args: readonly unknown[]) => unknown;

/** The C library, for the system calls that Node has no call of its own for. */
export interface Libc {
  /** As its prototype in C says it. */
  call(prototype: string): Call;
  /** Of the call before. */
  errno(): number;
  /** Where the bytes are, for a structure that points to them. */
  addressOf(memory: Buffer): bigint;
}

/** Where a pointer has 8 bytes, and constants are those of Linux's asm-generic. */
const LP64 = new Set(['x64', 'arm64', 'riscv64', 'loong64']);

const open = (): Libc | null => {
  if (process.platform !== 'linux' || !LP64.has(process.arch) || endianness() !== 'LE') return null;
  try {
    // Named at run time: where it is not installed for this system, Node's own calls do, as everywhere else.
    const koffi = createRequire(import.meta.url)('koffi') as typeof import('koffi');
    const libc = koffi.load(null);
    return {
      call: (prototype) => libc.func(prototype),
      errno: () => koffi.errno(),
      addressOf: (memory) => koffi.address(memory),
    };
  } catch {
    return null;
  }
};

let opened: Libc | null | undefined;

const bound = <T>(bind: (libc: Libc) => T): T | null => {
  if (opened === undefined) opened = open();
  if (opened === null) return null;
  try {
    return bind(opened);
  } catch {
    // A library that lacks one of the calls.
    return null;
  }
};

/**
 * Calls of the C library, which are bound when they are first wanted. Null where nothing of it can be called: on other
 * systems than Linux, or without the foreign functions.
 */
export const libcCalls = <T>(bind: (libc: Libc) => T): (() => T | null) => {
  let calls: T | null | undefined;
  return () => {
    if (calls === undefined) calls = bound(bind);
    return calls;
  };
};
