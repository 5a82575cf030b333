import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { build } from 'vite';

/** Two network namespaces, as two computers with two cables between them, and programs in each. For the tests. */

const run = promisify(execFile);

const OURS = `porthole-a-${process.pid}`;
const THEIRS = `porthole-b-${process.pid}`;

/**
 * `lan0` and `lan1` are the cables: 10.77.0.1 and fd77::1 to 10.77.0.2, .3, fd77::2 and ::3; 10.78.0.1 to 10.78.0.2.
 * On our side `down0` is switched off, and `bare0` has no address.
 */
const SET_UP = `
ip netns add ${OURS}
ip netns add ${THEIRS}
for n in ${OURS} ${THEIRS}; do
  ip netns exec $n sh -c 'echo 0 > /proc/sys/net/ipv6/conf/default/accept_dad'
  ip -n $n link set lo up
done
for c in 0 1; do
  ip link add lan$c netns ${OURS} type veth peer name lan$c netns ${THEIRS}
  ip -n ${OURS} addr add 10.7$((7+c)).0.1/24 brd + dev lan$c
  ip -n ${OURS} addr add fd7$((7+c))::1/64 dev lan$c nodad
  for h in 2 3; do
    ip -n ${THEIRS} addr add 10.7$((7+c)).0.$h/24 brd + dev lan$c
    ip -n ${THEIRS} addr add fd7$((7+c))::$h/64 dev lan$c nodad
  done
  ip -n ${OURS} link set lan$c up
  ip -n ${THEIRS} link set lan$c up
done
for d in down0 bare0; do
  ip link add $d netns ${OURS} type veth peer name $d netns ${THEIRS}
  ip -n ${THEIRS} link set $d up
done
ip -n ${OURS} addr add 10.79.0.1/24 dev down0
ip -n ${OURS} link set bare0 addrgenmode none
ip -n ${OURS} link set bare0 up
`;

/** Makes both. Answers with why it cannot be done here, in words for a person; empty when it was. */
export const makeNamespaces = async (): Promise<string> => {
  if (process.platform !== 'linux') return 'Network namespaces exist on Linux only.';
  if (process.getuid?.() !== 0) {
    return 'Network namespaces take root: run the tests as root, for example in a container.';
  }
  try {
    await run('sh', ['-ec', SET_UP]);
    return '';
  } catch (error) {
    await removeNamespaces();
    const words = String(error);
    // A container without CAP_NET_ADMIN and CAP_SYS_ADMIN. Anything else is a failure.
    if (/Operation not permitted|Permission denied/.test(words)) {
      return 'This root may not make network namespaces: give the container CAP_NET_ADMIN and CAP_SYS_ADMIN.';
    }
    throw error;
  }
};

export const removeNamespaces = async (): Promise<void> => {
  for (const name of [OURS, THEIRS]) await run('ip', ['netns', 'del', name]).catch(() => undefined);
};

const children = new Set<ChildProcess>();

const startIn = (namespace: string, command: readonly string[]) => {
  const child = spawn('ip', ['netns', 'exec', namespace, ...command], { stdio: 'pipe' });
  children.add(child);
  let words = '';
  const output: string[] = [];
  const waiting: ((line: string | null) => void)[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    words += text;
  });
  child.stdin.on('error', () => undefined);
  createInterface({ input: child.stdout }).on('line', (line) => {
    const next = waiting.shift();
    if (next === undefined) output.push(line);
    else next(line);
  });
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => {
      children.delete(child);
      for (const next of waiting.splice(0)) next(null);
      resolve();
    });
  });
  return {
    /** The next line that it prints. */
    line: async (): Promise<string> => {
      const line = output.shift() ?? (await new Promise<string | null>((resolve) => waiting.push(resolve)));
      if (line === null) throw new Error(`${command[0]} ended without another line. ${words}`);
      return line;
    },
    write: (text: string): boolean => child.stdin.write(text),
    end: (text = ''): unknown => child.stdin.end(text),
    /** When it has ended by itself. */
    ended,
  };
};

/** What files of /proc say on the other computer. */
export const readThere = async (...files: readonly string[]): Promise<string> =>
  (await run('ip', ['netns', 'exec', THEIRS, 'cat', ...files])).stdout;

/** Starts a program on the other computer. */
export const startThere = (...command: readonly string[]) => startIn(THEIRS, command);

const folders = new Set<string>();

/** Ends what was started, and removes what it wrote. */
export const endPrograms = async (): Promise<void> => {
  for (const child of children) child.kill('SIGKILL');
  for (const folder of folders) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  folders.clear();
};

let bundle = '';

/** Bundles the program with sockets and capture: a plain Node runs it. Answers with how to remove it. */
export const bundleTraffic = async (): Promise<() => Promise<void>> => {
  const outDir = await mkdtemp(join(tmpdir(), 'porthole-namespaces-'));
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: join(import.meta.dirname, 'traffic-child.ts'),
      outDir,
      target: 'node20.18',
      rollupOptions: { output: { format: 'es', entryFileNames: 'traffic-child.mjs' } },
    },
  });
  bundle = join(outDir, 'traffic-child.mjs');
  return () => rm(outDir, { recursive: true, force: true });
};

/** Porthole's sockets and capture on our computer. */
export const startTraffic = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'porthole-namespace-'));
  folders.add(folder);
  const program = startIn(OURS, [process.execPath, bundle, folder]);
  const ask = async <T>(method: string, ...args: readonly unknown[]): Promise<T> => {
    program.write(`${JSON.stringify([method, ...args])}\n`);
    return JSON.parse(await program.line()) as T;
  };
  return {
    ask,
    /** Waits until a row of the log is so. */
    row: async (wanted: string | RegExp): Promise<string> => {
      const end = performance.now() + 40_000;
      for (;;) {
        const rows = await ask<readonly string[]>('rows');
        const found = rows.find((row) => (typeof wanted === 'string' ? row === wanted : wanted.test(row)));
        if (found !== undefined) return found;
        if (performance.now() > end) throw new Error(`No row ${wanted} among: ${rows.join(' | ')}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    /** What tshark says of the capture: the fields of each UDP packet. */
    packets: async (...fields: readonly string[]): Promise<readonly string[]> => {
      const path = join(folder, 'saved.pcapng');
      await ask('save', path);
      const wanted = fields.flatMap((field) => ['-e', field]);
      const args = ['-r', path, '-Y', 'udp', '-T', 'fields', '-E', 'separator=/s', ...wanted];
      const { stdout } = await run('tshark', args);
      return stdout.trim().split('\n');
    },
    stop: async (): Promise<void> => {
      program.end();
      await program.ended;
    },
  };
};
export type NamespacedTraffic = Awaited<ReturnType<typeof startTraffic>>;
