import type { DissectSession } from '@goodtools/wiregasm';
import type { DecodeAsRule } from '../../core/contract/decode-as';
import type { DecodedRow, DissectorName, RowInfo } from '../../core/contract/dissect';
import type { LuaReport } from '../../core/contract/lua-files';
import type { RowFrames, Slice } from '../../core/contract/slice';
import { PORTHOLE_LUA, PROTOCOLS_FILE, RULES_FILE, SECURED_FILE } from './decode-as.lua';
import { fieldTree } from './field-tree';
import { LuaGuard, type LuaSource, newWatch } from './lua-guard';
import { FILES_FOLDER, NAMES_FILE, REPORT_FILE } from './own-files.lua';
import { MATCHES_FILE, TERMS_FILE } from './terms.lua';
import { compileWiregasm, loadWiregasm, release, runListeners, taken, type Wiregasm } from './wiregasm';

const FILE = '/uploads/slice.pcapng';
const SCRIPT = '/plugins/porthole.lua';
const COLORS_FILE = '/wireshark/colorfilters';
/** Only what the log shows: each column costs time per packet. */
const COLUMNS = '"Protocol","%p","Info","%i"';
/** Characters of a field's value at most: the log has no room for more. */
const MOST_VALUE = 300;

/** How a field's value is worded: as Wireshark's columns do (`Read Holding Registers`), or as a bare number (`3`). */
export type Wording = 'resolved' | 'bare';

/** A column of Wireshark's for a field: all of its values, or the first one. */
const customColumn = (field: string, wording: Wording): string =>
  wording === 'resolved' ? `"${field}","%Cus:${field}:0:R"` : `"${field}","%Cus:${field}:1:U"`;
/** Of a row in many packets so many are looked at, from the last one back, for the one that completes its message. */
const MOST_LOOKED_AT = 300;

/** PrefType of the package's types, which are no code. */
const PREF_DECODE_AS_RANGE = 8192;

/** What a dissector of their payload would have changed. */
const TRANSPORTS_ONLY: ReadonlySet<string> = new Set(['TCP', 'UDP', 'IPv4', 'IPv6', 'Raw', '']);

interface FrameInfo {
  readonly protocol: string;
  readonly info: string;
  /** Of the fields that were asked for, in their order. */
  readonly values: readonly string[];
}

/** What a packet says of the fields that were asked for, in their order; empty where it has none. */
export interface FieldValues {
  readonly row: number;
  /** µs since the epoch. */
  readonly micros: number;
  readonly values: readonly string[];
}

/**
 * The dissectors with one slice in them at a time: they keep what they learn of a conversation in one place, and two
 * captures at once break them (tried with 1.9.1). Every call may take as long as the dissectors do, and may throw
 * what WebAssembly throws.
 */
export class Dissectors {
  readonly #module: Wiregasm;
  readonly #guard: LuaGuard;
  readonly #files: readonly LuaSource[];
  /** What others in this process may be loaded with. */
  readonly code: WebAssembly.Module;
  #session: DissectSession | null = null;
  #slice: Slice | null = null;
  #rules: readonly DecodeAsRule[] = [];
  #fields: readonly string[] = [];
  #columns = COLUMNS;
  #terms: readonly string[] = [];

  private constructor(
    module: Wiregasm,
    guard: LuaGuard,
    files: readonly LuaSource[],
    code: WebAssembly.Module,
  ) {
    this.code = code;
    this.#module = module;
    this.#guard = guard;
    this.#files = files;
  }

  /**
   * With a person's own Lua files. `watch` says at any time whose code runs, to another thread too. Throws LuaStopped
   * when that code does not end or takes too much, as every other call may; the dissectors are then of no more use.
   */
  static async load(
    files: readonly LuaSource[] = [],
    watch = newWatch(),
    code: WebAssembly.Module | null = null,
  ): Promise<Dissectors> {
    const guard = new LuaGuard(watch);
    const compiled = code ?? (await compileWiregasm());
    const module = await loadWiregasm(compiled, (given) => {
      const { FS } = given;
      guard.install(given);
      // Colours of rows, which Porthole does not show: twenty filters for each packet.
      FS.writeFile(COLORS_FILE, '');
      FS.mkdir(FILES_FOLDER);
      for (const { name, text } of files) FS.writeFile(`${FILES_FOLDER}/${name}`, text);
      FS.writeFile(NAMES_FILE, files.map(({ name }) => `${name}\n`).join(''));
      FS.writeFile(REPORT_FILE, '');
      FS.writeFile(SCRIPT, PORTHOLE_LUA);
    });
    module.setPref('gui', 'column.format', COLUMNS);
    return new Dissectors(module, guard, files, compiled);
  }

  /** What became of the files; null: the same as when this was asked before. */
  newReports(): readonly LuaReport[] | null {
    return this.#guard.takeNews() ? this.#reports() : null;
  }

  #reports(): readonly LuaReport[] {
    const lines = Buffer.from(this.#module.FS.readFile(REPORT_FILE)).toString().split('\n');
    const said = lines.map((line) => line.split('\t'));
    return this.#files.map(({ name: file }, i) => {
      const own = said.filter(([number]) => number === `${i + 1}`);
      const protocols = own.flatMap(([, kind, name = '', title = name]) =>
        kind === 'protocol' ? [{ name, title }] : [],
      );
      const error =
        own
          .find(([, kind]) => kind === 'error')
          ?.slice(2)
          .join('\t') ?? null;
      return { file, protocols, error };
    });
  }

  /** Bytes of WebAssembly memory. It never shrinks. */
  get memory(): number {
    return this.#module.HEAPU8.buffer.byteLength;
  }

  get slice(): Slice | null {
    return this.#slice;
  }

  /** Which fields' values `info` and `values` answer with. They count for slices that are loaded from now on. */
  fields(fields: readonly string[], wording: Wording): void {
    this.#fields = fields;
    this.#format([COLUMNS, ...fields.map((field) => customColumn(field, wording))].join(','));
  }

  #format(columns: string): void {
    if (columns === this.#columns) return;
    this.#columns = columns;
    this.#slice = null;
    this.#module.setPref('gui', 'column.format', columns);
  }

  /**
   * Which dissectors ports are given to. Rules may only be added: what a port had before is not known any more. They
   * count for slices that are loaded from now on.
   */
  decodeAs(rules: readonly DecodeAsRule[]): void {
    if (JSON.stringify(rules) === JSON.stringify(this.#rules)) return;
    this.#rules = rules;
    this.#slice = null;
    const lines = rules.map(({ transport, port, protocol }) => `${transport} ${port} ${protocol}\n`);
    this.#module.FS.writeFile(RULES_FILE, lines.join(''));
    for (const { transport, port, protocol } of rules) this.#prefer(protocol, `${transport}.port`, port);
  }

  /** Some dissectors tell requests from answers by their own list of ports (Modbus does). */
  #prefer(protocol: string, preference: string, port: number): void {
    const { code, data } = this.#module.getPref(protocol, preference);
    if (code !== 0 || data.type !== PREF_DECODE_AS_RANGE) return;
    const ranges = data.range_value === '' ? [] : [data.range_value];
    this.#module.setPref(protocol, preference, [...ranges, port].join(','));
  }

  /** Every dissector, by name. */
  protocols(): readonly DissectorName[] {
    const own = new Map(
      this.#reports().flatMap(({ protocols }) => protocols.map(({ name, title }) => [name, title] as const)),
    );
    const text = Buffer.from(this.#module.FS.readFile(PROTOCOLS_FILE)).toString();
    const names = text.split('\n').flatMap((line) => {
      const [name = '', title = ''] = line.split('\t');
      return name === '' ? [] : [{ name, title: own.get(name) ?? (title === '' ? name : title) }];
    });
    return names.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /**
   * Runs every packet of a slice through the dissectors; the slice before it is forgotten. `terms`: display filters that
   * `matching` is to tell of; the engine must take them.
   */
  load(slice: Slice, terms: readonly string[] = []): void {
    this.#session?.delete();
    this.#session = null;
    this.#slice = null;
    this.#guard.rest();
    this.#module.FS.writeFile(FILE, slice.pcapng);
    this.#module.FS.writeFile(SECURED_FILE, `${slice.securedPort ?? ''}`);
    this.#module.FS.writeFile(TERMS_FILE, terms.map((term) => `${Buffer.byteLength(term)} ${term}`).join(''));
    const session = new this.#module.DissectSession(FILE);
    this.#session = session;
    const { code, error } = session.load();
    if (code !== 0) throw new Error(`the dissectors do not read the slice: ${error} (${code})`);
    this.#slice = slice;
    this.#terms = terms;
  }

  #packets(from: number, count: number): readonly FrameInfo[] {
    if (this.#session === null) return [];
    return taken(this.#session.getFrames('', from - 1, count).frames).map(({ columns }) => {
      const [protocol = '', info = '', ...values] = taken(columns);
      // Wireshark pads some words so that they stand in columns.
      return { protocol, info: info.replaceAll(/\s+/g, ' ').trim(), values };
    });
  }

  /** The packet of a row, from 0, that says what the row is: the last one that is more than its transport. */
  #speakingPacket({ first, count }: RowFrames): { readonly packet: number; readonly info: FrameInfo } {
    const looked = Math.min(count, MOST_LOOKED_AT);
    const packets = this.#packets(first + count - looked, looked);
    const found = packets.findLastIndex(({ protocol }) => !TRANSPORTS_ONLY.has(protocol));
    const at = found < 0 ? packets.length - 1 : found;
    const { protocol, info, values } = packets[at] ?? { protocol: '', info: '', values: [] };
    // What stands in another packet of the row than the one that speaks for it is the row's, too.
    const all = values.map(
      (value, i) => value || (packets.findLast((one) => one.values[i])?.values[i] ?? ''),
    );
    return { packet: count - looked + at, info: { protocol, info, values: all } };
  }

  /** Null for a row that is not in the slice. */
  info(row: number): RowInfo | null {
    const frames = this.#slice?.rows.get(row);
    if (frames === undefined || frames.count === 0) return null;
    const { protocol, info, values: said } = this.#speakingPacket(frames).info;
    const named = this.#fields.map((field, i) => [field, said[i]?.slice(0, MOST_VALUE) ?? ''] as const);
    const values = Object.fromEntries(named.filter(([, value]) => value !== ''));
    return TRANSPORTS_ONLY.has(protocol)
      ? { row, protocol: '', info: '', values }
      : { row, protocol, info, values };
  }

  /** Why the engine does not take a display filter; null: it does. */
  check(filter: string): string | null {
    const { ok, error } = this.#module.checkFilter(filter);
    return ok ? null : error;
  }

  /** Names of fields and protocols that begin so. */
  complete(prefix: string): readonly DissectorName[] {
    const { fields } = this.#module.completeFilter(prefix);
    return taken(fields).map(({ field, name }) => ({ name: field, title: name }));
  }

  /** Of each term that the slice was loaded with, the rows of which some packet matches it. */
  matching(): ReadonlyMap<string, ReadonlySet<number>> {
    const { FS } = this.#module;
    this.#guard.rest();
    FS.writeFile(MATCHES_FILE, '');
    if (this.#session !== null) runListeners(this.#module, this.#session);
    const said = Buffer.from(FS.readFile(MATCHES_FILE)).toString().split('\n');
    const frames = this.#slice?.frames ?? [];
    const rows = new Map<string, ReadonlySet<number>>();
    for (const line of said.slice(0, -1)) {
      const [place = 0, ...packets] = line.trim().split(' ').map(Number);
      const term = this.#terms[place - 1];
      if (term !== undefined) rows.set(term, new Set(packets.flatMap((one) => frames[one - 1]?.row ?? [])));
    }
    const silent = this.#terms.find((term) => !rows.has(term));
    if (silent !== undefined) throw new Error(`the dissectors do not tell what matches ${silent}`);
    return rows;
  }

  /** What the fields are in each packet of the slice that has any of them. The engine must know all of them. */
  values(): readonly FieldValues[] {
    if (this.#session === null || this.#slice === null || this.#fields.length === 0) return [];
    const { frames } = this.#slice;
    const found = taken(this.#session.getFrames(this.#fields.join(' || '), 0, 0).frames);
    return found.flatMap(({ number, columns }) => {
      const [, , ...values] = taken(columns);
      const { row, micros } = frames[number - 1] ?? { row: null, micros: 0 };
      return row === null ? [] : [{ row, micros, values }];
    });
  }

  #frame(row: number, packet: number | null) {
    const slice = this.#slice;
    const frames = slice?.rows.get(row);
    if (this.#session === null || slice === null || frames === undefined || frames.count === 0) return null;
    const wanted = packet ?? this.#speakingPacket(frames).packet;
    const at = Math.min(Math.max(0, wanted), frames.count - 1);
    const { tree, data_sources, comments, follow } = this.#session.getFrame(frames.first + at);
    release(comments);
    for (const way of taken(follow)) release(way);
    const number = frames.first + at;
    const payloadBytes = slice.frames
      .slice(frames.first - 1, frames.first - 1 + frames.count)
      .reduce((sum, one) => sum + one.payloadBytes, 0);
    const sources = taken(data_sources);
    return { slice, tree, number, packet: at, packets: frames.count, payloadBytes, sources };
  }

  /** Null for a row that is not in the slice. `packet` null: the one that says most. */
  decode(row: number, packet: number | null): DecodedRow | null {
    const frame = this.#frame(row, packet);
    if (frame === null) return null;
    const { fields, messageLayers, cut } = fieldTree(frame.tree, frame.number, frame.slice);
    const sources = frame.sources.map(({ name, data }, i) =>
      i === 0 ? { name: '', length: frame.payloadBytes } : { name, length: base64Bytes(data) },
    );
    return { row, packet: frame.packet, packets: frame.packets, sources, fields, messageLayers, cut };
  }

  /** The bytes of another source than the payload: what was reassembled, decrypted or unpacked. */
  source(row: number, packet: number, source: number): Uint8Array | null {
    const frame = this.#frame(row, packet);
    if (frame === null) return null;
    release(frame.tree);
    const found = frame.sources[source];
    return found === undefined ? null : Uint8Array.from(Buffer.from(found.data, 'base64'));
  }
}

/** Length of what base64 text holds (RFC 4648). */
const base64Bytes = (text: string): number => {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  return (text.length / 4) * 3 - padding;
};
