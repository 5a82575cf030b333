import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { ROOT } from './runtime';

/** How long a program on the other side may take for one step, in ms. */
const PATIENCE_MS = 60_000;

/** The path of a peer under test/peers. */
export const peerFile = (name: string): string => resolve(ROOT, 'test/peers', name);

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program on the other side of the wire. Every wait is for a condition and fails after PATIENCE_MS. */
export interface Program {
  readonly pid: number;
  /** What it has printed so far. */
  stdout(): string;
  /** Resolves with the next whole line of its standard output. */
  line(): Promise<string>;
  /** Writes to its standard input. */
  say(text: string | Uint8Array): void;
  /** Closes its standard input. */
  endInput(): void;
  ended(): Promise<Ended>;
  /** Ends it, if it has not ended. */
  stop(): Promise<void>;
}

const patient = async <T>(what: string, promise: Promise<T>, sofar: () => string): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error(`${what} took longer than ${PATIENCE_MS} ms; so far: ${sofar()}`)),
      PATIENCE_MS,
    );
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
};

const linesOf = (child: ChildProcessWithoutNullStreams) => {
  const lines: string[] = [];
  const waiting: { resolve: (line: string) => void; reject: (error: Error) => void }[] = [];
  // In the pieces in which they come: a line may have 20 MB, and looking through all of it with each piece takes long.
  let rest: string[] = [];
  let over = false;
  child.stdout.on('data', (text: string) => {
    const [first = '', ...more] = text.split('\n');
    rest.push(first);
    if (more.length === 0) return;
    const last = more.pop() ?? '';
    const parts = [rest.join(''), ...more];
    rest = [last];
    for (const line of parts) {
      const next = waiting.shift();
      if (next === undefined) lines.push(line);
      else next.resolve(line);
    }
  });
  child.stdout.on('close', () => {
    over = true;
    for (const { reject } of waiting) reject(new Error('the program ended and said nothing more'));
  });
  return (): Promise<string> => {
    const line = lines.shift();
    if (line !== undefined) return Promise.resolve(line);
    if (over) return Promise.reject(new Error('the program ended and said nothing more'));
    return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
  };
};

/** Starts a program. Whoever starts one stops it: see the fixture `spawnPeer`. */
export const startProgram = (command: string, args: readonly string[]): Program => {
  const child = spawn(command, args, { cwd: ROOT, stdio: ['pipe', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  // Writing to a program that has just ended fails; its end is what tells.
  child.stdin.on('error', () => undefined);
  const nextLine = linesOf(child);
  const end = new Promise<Ended>((resolve, reject) => {
    child.once('error', (error) => reject(new Error(`${command}: ${error.message}`)));
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
  end.catch(() => undefined);
  const sofar = (): string => JSON.stringify({ stdout: stdout.slice(-500), stderr: stderr.slice(-500) });
  const name = [command, ...args].join(' ').slice(0, 120);
  return {
    pid: child.pid ?? 0,
    stdout: () => stdout,
    line: () => patient(`a line of \`${name}\``, nextLine(), sofar),
    say: (text) => void child.stdin.write(text),
    endInput: () => void child.stdin.end(),
    ended: () => patient(`the end of \`${name}\``, end, sofar),
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await end.catch(() => undefined);
    },
  };
};

/** Runs a program to its end and answers with what it printed; throws when it failed. */
export const run = async (command: string, ...args: readonly (string | number)[]): Promise<string> => {
  const program = startProgram(command, args.map(String));
  program.endInput();
  try {
    const { code, stdout, stderr } = await program.ended();
    if (code !== 0) throw new Error(`${command} ended with ${code}: ${stderr || stdout}`);
    return stdout;
  } finally {
    await program.stop();
  }
};

/** Runs one of test/peers with Python to its end and answers with what it printed. */
export const python = (name: string, ...args: readonly (string | number)[]): Promise<string> =>
  run('python3', peerFile(name), ...args);
