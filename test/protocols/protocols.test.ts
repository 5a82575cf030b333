// Real programs talk through Porthole; what its dissectors make of that is what tshark makes of the saved capture:
// the same fields with the same values, in the same messages. Issue 5.
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DecodeAsRule } from '../../core/contract/decode-as';
import type { DecodedRow } from '../../core/contract/dissect';
import { nodeDisk } from '../../electron/capture/disk';
import { Dissectors } from '../../electron/dissect/dissectors';
import { Inspector } from '../../electron/inspection/inspector';
import { type Program, startProgram } from '../e2e/programs';
import { CONVERSATIONS, type Conversation } from './conversations';
import { EXPLAINED } from './explained';
import { startPorthole, type TestPorthole } from './porthole';
import { type Json, linksOf, missingIn, nameOf, ourFields, theirFields } from './trees';

const shell = promisify(execFile);
const TIMEOUT = 300_000;

interface Spoken {
  readonly conversation: Conversation;
  readonly port: number;
}

type Packet = { readonly [layer: string]: Json };

let missing = '';
let porthole: TestPorthole;
let inspector: Inspector;
const spoken = new Map<string, Spoken>();
const failed = new Map<string, unknown>();
let packets: readonly Packet[] = [];
let decodeAs: readonly DecodeAsRule[] = [];
const ends: (() => unknown)[] = [];

/** All conversations, one after the other, in one capture: tshark and the dissectors are started once. */
beforeAll(async () => {
  try {
    await shell('tshark', ['--version']);
  } catch (error) {
    missing = `tshark could not be run: ${String(error)}`;
    return;
  }
  porthole = await startPorthole();
  ends.push(() => porthole.close());
  const start = (command: string, ...args: readonly (string | number)[]): Program => {
    const program = startProgram(command, args.map(String));
    ends.push(() => program.stop());
    return program;
  };
  const stage = { ...porthole, start, atEnd: (undo: () => unknown) => void ends.push(undo) };
  for (const conversation of CONVERSATIONS) {
    await conversation.talk(stage).then(
      (port) => spoken.set(conversation.protocol, { conversation, port }),
      (error: unknown) => failed.set(conversation.protocol, error),
    );
  }
  packets = await asTsharkReads([...spoken.values()]);
  decodeAs = [...spoken.values()].map(({ conversation: { transport, dissector }, port }) => ({
    transport,
    port,
    protocol: dissector,
  }));
  inspector = new Inspector(nodeDisk, await Dissectors.load());
}, TIMEOUT);

afterAll(async () => {
  for (const end of ends.reverse()) await end();
}, TIMEOUT);

/** What tells tshark which dissector has a port. */
const toldTo = async ({
  conversation: { transport, dissector },
  port,
}: Spoken): Promise<readonly string[]> => {
  const decodeAs = ['-d', `${transport}.port==${port},${dissector}`];
  // It tells questions from answers by a list of ports of its own.
  if (dissector === 'mbtcp') return [...decodeAs, '-o', `mbtcp.tcp.port:${port}`];
  if (dissector !== 'protobuf') return decodeAs;
  // tshark takes it for no protocol of a port; its Lua does.
  const script = join(porthole.folder, 'decode-as.lua');
  await writeFile(
    script,
    `DissectorTable.get('${transport}.port'):add(${port}, Dissector.get('${dissector}'))\n`,
  );
  return ['-X', `lua_script:${script}`];
};

const asTsharkReads = async (all: readonly Spoken[]): Promise<readonly Packet[]> => {
  const path = join(porthole.folder, 'saved.pcapng');
  const control = { signal: new AbortController().signal, onProgress: () => undefined };
  const saved = await porthole.traffic.save(path, control);
  if (!saved.ok) throw new Error(saved.failure.code);
  const ports = await Promise.all(all.map(toldTo));
  const { stdout } = await shell(
    'tshark',
    ['-n', '-2', '-r', path, '-T', 'json', '--no-duplicate-keys', '-Y', 'tcp || udp', ...ports.flat()],
    { maxBuffer: 256 * 1024 * 1024 },
  );
  return (JSON.parse(stdout) as { readonly _source: { readonly layers: Packet } }[]).map(
    ({ _source }) => _source.layers,
  );
};

const isOf = (packet: Packet, { conversation: { transport }, port }: Spoken): boolean => {
  const layer = packet[transport];
  if (typeof layer !== 'object' || Array.isArray(layer)) return false;
  const fields = layer as Packet;
  return [fields[`${transport}.srcport`], fields[`${transport}.dstport`]].includes(`${port}`);
};

/** Every packet of the rows that Porthole's server of this protocol received and sent, decoded. */
const decoded = async ({ conversation, port }: Spoken): Promise<readonly DecodedRow[]> => {
  const shown = { segments: await porthole.traffic.segments(), decodeAs };
  const all: DecodedRow[] = [];
  for (const row of await porthole.rowsAt(port)) {
    for (let packet = 0, count = 1; packet < count; packet += 1) {
      const answer = await inspector.decode(shown, row, packet);
      if (!answer.ok) throw new Error(`${conversation.protocol}: ${answer.failure.code}`);
      count = answer.value.packets;
      all.push(answer.value);
    }
  }
  return all;
};

/** Which program is not installed, in words; empty: all are. */
const absentProgram = (error: unknown): string =>
  error instanceof Error && /: spawn .* ENOENT/.test(error.message) ? error.message : '';

for (const { protocol, least } of CONVERSATIONS) {
  test(`${protocol}: the tree is tshark's`, { timeout: TIMEOUT }, async () => {
    const absent = missing !== '' ? missing : absentProgram(failed.get(protocol));
    if (absent !== '' && process.env.CI === undefined) {
      process.stderr.write(
        `\n*** NOT TESTED: "${protocol}". ${absent}\n*** Install it, or run npm test.\n\n`,
      );
      return;
    }
    const talk = spoken.get(protocol);
    if (talk === undefined)
      throw new Error(`nobody spoke ${protocol} ${missing}`, { cause: failed.get(protocol) });
    const { gone = [], hidden = [], replaced = [], added = [], respelt = {} } = EXPLAINED[protocol] ?? {};
    const read = (field: string): string => {
      const name = nameOf(field);
      const reading = Object.hasOwn(respelt, name) ? respelt[name] : undefined;
      return reading === undefined ? field : `${name}: ${reading(field.slice(name.length + 2))}`;
    };
    const ours = (await decoded(talk)).filter((row) => ourFields(row).length > 0);
    const theirs = packets.filter((packet) => isOf(packet, talk) && theirFields(packet).length > 0);
    expect(ours.length, 'messages').toBe(theirs.length);
    let compared = 0;
    const onlyTshark: string[] = [];
    const onlyPorthole: string[] = [];
    for (const [i, row] of ours.entries()) {
      const links = linksOf(row);
      const mine = ourFields(row).map(read);
      const yours = theirFields(theirs[i] ?? {}).map(read);
      onlyTshark.push(...missingIn(yours, mine).filter((field) => !links.has(nameOf(field))));
      onlyPorthole.push(...missingIn(mine, yours));
      compared += yours.length;
    }
    const without = (fields: readonly string[], ...names: readonly string[]) =>
      fields.filter((field) => !names.includes(nameOf(field)));
    expect({
      onlyTshark: without(onlyTshark, ...gone, ...hidden, ...replaced),
      onlyPorthole: without(onlyPorthole, ...added),
    }).toEqual({ onlyTshark: [], onlyPorthole: [] });
    expect(compared).toBeGreaterThanOrEqual(least);
    for (const name of gone) expect(inspector.check([name]).ok, `4.4 knows ${name}`).toBe(false);
    for (const name of [...hidden, ...replaced, ...added, ...Object.keys(respelt)])
      expect(inspector.check([name]).ok, `4.4 does not know ${name}`).toBe(true);
  });
}
