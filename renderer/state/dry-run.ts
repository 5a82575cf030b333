import { create } from 'zustand';
import type { EndpointConfig } from '../../core/contract/endpoint';
import type { Failure } from '../../core/contract/failure';
import { MAX_ROWS_PER_PAGE } from '../../core/contract/limits';
import type { LogRow } from '../../core/contract/log';
import { readFraming } from '../../core/framing/setting';
import { formatHex } from '../../core/payload/hex';
import { previewBytes } from '../../core/payload/preview';
import { compileRules } from '../../core/rules/compile';
import { type DryAnswer, DryRun } from '../../core/rules/dry-run';
import type { Effect } from '../../core/rules/machine';
import { createScope } from '../../core/template/scope';
import { variableValues } from '../../core/template/variables';
import { ask } from './bridge';
import { endpointById } from './endpoints';
import { readPayload } from './inspector';
import { useLog } from './log';
import { useTemplates } from './templates';

type DataRow = Extract<LogRow, { readonly kind: 'data' }>;

/** What would have been done about a message, as it is shown. */
export interface DryLine {
  readonly row: number;
  readonly received: string;
  /** Places of the rules, from 0. */
  readonly rules: readonly number[];
  readonly answers: readonly { readonly kind: Effect['kind']; readonly text: string }[];
}

export type DryScope = 'view' | 'conversation';

interface DryRunState {
  readonly scope: DryScope;
  /** From 0 to 1; null while nothing runs. */
  readonly progress: number | null;
  /** Null before the first run. */
  readonly result: {
    readonly messages: number;
    readonly answered: number;
    /** Messages by the place of the rule that matched them. */
    readonly byRule: ReadonlyMap<number, number>;
    /** The first of them. */
    readonly lines: readonly DryLine[];
    readonly cancelled: boolean;
  } | null;
  readonly failure: Failure | null;
}

const IDLE: DryRunState = { scope: 'view', progress: null, result: null, failure: null };

export const useDryRun = create<DryRunState>()(() => IDLE);

/** The window keeps no more of the answers; all are counted. */
export const MOST_LINES = 300;
const MOST_SHOWN = 96;
/** So long the window does nothing else, in ms: less than a frame. */
const SLICE_MS = 8;

/** Bytes that are no text are easier to read as hex. */
const isText = (bytes: Uint8Array): boolean =>
  bytes.every((byte) => byte >= 0x20 || byte === 10 || byte === 13 || byte === 9);

/** The beginning of a message, for a person. */
const shortMessage = (bytes: Uint8Array): string => {
  const start = bytes.subarray(0, MOST_SHOWN);
  if (!isText(start)) return `${formatHex(start)}${bytes.length > MOST_SHOWN ? ' …' : ''}`;
  return previewBytes(start, bytes.length)
    .map(({ text }) => text)
    .join('');
};

/** What an effect comes to, for a person. */
export const answerOf = (effect: Effect): DryLine['answers'][number] => ({
  kind: effect.kind,
  text:
    effect.kind === 'reply' || effect.kind === 'forward'
      ? shortMessage(effect.bytes)
      : effect.kind === 'failed'
        ? effect.failure.code
        : '',
});

/** Counts the runs: one that is not the last any more is over. */
let runs = 0;

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** The machine of an endpoint's rules as they are now; wrong ones are left out. */
export const dryRunOf = (endpoint: EndpointConfig): DryRun | Failure => {
  const framing = readFraming(endpoint.framing);
  if (!framing.ok) return framing.fault.failure;
  const values = variableValues(useTemplates.getState().variables);
  const scope = createScope({
    now: () => BigInt(Date.now()) * 1_000_000n,
    variable: (name) => values.get(name),
  });
  const { set } = compileRules(endpoint.autoReply.rules);
  const framer = framing.framing.kind === 'raw' ? null : framing.framer;
  return new DryRun(set, framer, { scope, variables: new Map(), random: Math.random });
};

const bytesOf = async (row: DataRow): Promise<Uint8Array | null> => {
  if (row.length <= row.preview.length) return row.preview;
  const read = await readPayload(row.row, 0, row.length);
  return read.ok ? read.value : null;
};

export const canDryRunConversation = (): boolean => (useLog.getState().selected?.flow ?? 0) > 0;

/** Tries an endpoint's rules on what the log shows, in slices between which the window lives on. */
export const startDryRun = async (id: string): Promise<void> => {
  const endpoint = endpointById(id);
  const { view, first, matched, selected } = useLog.getState();
  if (endpoint === undefined || view === null) return;
  runs += 1;
  const run = runs;
  const { scope } = useDryRun.getState();
  const flow = scope === 'conversation' ? (selected?.flow ?? 0) : null;
  const dry = dryRunOf(endpoint);
  if (!(dry instanceof DryRun)) {
    useDryRun.setState({ ...IDLE, scope, failure: dry });
    return;
  }
  const lines: DryLine[] = [];
  const byRule = new Map<number, number>();
  let messages = 0;
  let answered = 0;
  const tell = (progress: number | null, cancelled = false): void =>
    useDryRun.setState({
      progress,
      failure: null,
      result: { messages, answered, byRule: new Map(byRule), lines: [...lines], cancelled },
    });
  tell(0);
  // Of what was shown by now: later than that nothing is waited for.
  const askedMs = Date.now();
  const note = (answers: readonly DryAnswer[]): void => {
    for (const { row, message, rules, effects } of answers) {
      messages += 1;
      if (rules.length > 0) answered += 1;
      for (const rule of rules) byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
      if (lines.length < MOST_LINES) {
        lines.push({ row, received: shortMessage(message), rules, answers: effects.map(answerOf) });
      }
    }
  };
  const take = ({ row, flow, transport, peer, seconds, nanos }: DataRow, bytes: Uint8Array): void =>
    note(
      dry.take({
        row,
        flow,
        datagram: transport === 'udp',
        peer,
        bytes,
        atMs: seconds * 1000 + nanos / 1e6,
      }),
    );
  let until = performance.now() + SLICE_MS;
  for (let start = first; start < matched; start += MAX_ROWS_PER_PAGE) {
    const page = await ask('log.page', { view, start, count: Math.min(MAX_ROWS_PER_PAGE, matched - start) });
    if (run !== runs) return;
    if (!page.ok) {
      useDryRun.setState({ progress: null, failure: page.failure });
      return;
    }
    for (const row of page.value.rows) {
      if (row.kind !== 'data' || row.direction !== 'in' || (flow !== null && row.flow !== flow)) continue;
      const bytes = await bytesOf(row);
      if (run !== runs) return;
      if (bytes !== null) take(row, bytes);
      if (performance.now() < until) continue;
      tell((start - first) / (matched - first));
      await pause();
      if (run !== runs) return;
      until = performance.now() + SLICE_MS;
    }
  }
  note(dry.silence(askedMs));
  tell(null);
};

/** Ends the run; what it has found so far stays. */
export const cancelDryRun = (): void => {
  runs += 1;
  useDryRun.setState(({ result }) => ({
    progress: null,
    result: result === null ? null : { ...result, cancelled: true },
  }));
};

export const scopeDryRun = (scope: DryScope): void => useDryRun.setState({ scope });

export const forgetDryRun = (): void => {
  runs += 1;
  useDryRun.setState(({ scope }) => ({ ...IDLE, scope }));
};
