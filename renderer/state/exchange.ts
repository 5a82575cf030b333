import { boundPort, endpointName } from '../../core/contract/endpoint-name';
import type { Failure } from '../../core/contract/failure';
import { MAX_ROWS_PER_PAGE } from '../../core/contract/limits';
import type { LogRow } from '../../core/contract/log';
import { parseHostPort } from '../../core/contract/parse';
import { asHexDump } from '../../core/exchange/commands';
import { type Exchange, type ExchangeForm, type ExchangeMessage, isPipe } from '../../core/exchange/exchange';
import { writeExchange } from '../../core/exchange/write';
import { ask } from './bridge';
import { useEndpoints } from './endpoints';
import { readPayload } from './inspector';
import { copyText } from './inspector-copy';
import { useLog } from './log';
import { countChosen, readSelectedMessages } from './log-selection';
import { tell } from './notices';
import { stateOf, useStatuses } from './statuses';

type DataRow = Extract<LogRow, { readonly kind: 'data' }>;

/** More would make no program that a person reads. */
const MOST_MESSAGES = 200;
const MOST_BYTES = 256 * 1024;

/** Whom a program would talk to, and which messages it would send: those of the side that opened the conversation. */
interface Sides extends Pick<Exchange, 'host' | 'port' | 'path'> {
  readonly sends: 'in' | 'out';
}

/** One side of a local socket's conversation has its path, the other one only a number. */
const localSides = ({ local, peer }: DataRow): Sides | null => {
  const place = { host: 'localhost', port: 0 };
  if (/^#\d+$/.test(peer)) return { ...place, path: local, sends: 'in' };
  return /^(?:[/@]|\\\\)/.test(peer) ? { ...place, path: peer, sends: 'out' } : null;
};

const sidesOf = (row: DataRow): Sides | null => {
  const local = localSides(row);
  if (local !== null) return local;
  const { byId } = useStatuses.getState();
  for (const endpoint of useEndpoints.getState().endpoints) {
    const state = stateOf(byId[endpoint.id]);
    if (endpointName(endpoint, boundPort(state)) !== row.endpoint || endpoint.role !== 'server') continue;
    if (state.phase !== 'listening' && state.phase !== 'open') continue;
    const { address, port } = state.local;
    const host = address === '0.0.0.0' ? '127.0.0.1' : address === '::' ? '::1' : address;
    return { host, port, path: null, sends: 'in' };
  }
  const peer = parseHostPort(row.peer);
  return peer.ok ? { ...peer.value, path: null, sends: 'out' } : null;
};

/** The messages of a row's conversation that are in the view near it, in order. */
const conversation = async (row: DataRow): Promise<readonly DataRow[]> => {
  const { view, selectedAt } = useLog.getState();
  if (view === null) return [row];
  const middle = selectedAt ?? 0;
  const start = Math.max(0, middle - MAX_ROWS_PER_PAGE);
  const found: DataRow[] = [];
  for (const from of [start, start + MAX_ROWS_PER_PAGE]) {
    const page = await ask('log.page', { view, start: from, count: MAX_ROWS_PER_PAGE });
    if (!page.ok) break;
    for (const one of page.value.rows) {
      if (one.kind === 'data' && one.flow === row.flow && one.endpoint === row.endpoint) found.push(one);
    }
  }
  const at = found.findIndex((one) => one.row === row.row);
  const first = Math.max(0, Math.min(at - MOST_MESSAGES / 2, found.length - MOST_MESSAGES));
  return at === -1 ? [row] : found.slice(first, first + MOST_MESSAGES);
};

const bytesOf = async (row: DataRow): Promise<Uint8Array | Failure> => {
  if (row.preview.length === row.length) return row.preview;
  const bytes = await readPayload(row.row, 0, row.length);
  return bytes.ok ? bytes.value : bytes.failure;
};

interface Taken {
  readonly row: DataRow;
  readonly bytes: Uint8Array;
}

/** Selected messages that make one program or one sequence. */
const MOST_SELECTED = 1000;

/** The selected messages with their bytes: all of them, or none. Fails as `readSelectedMessages`, or with ESELECTION_BYTES. */
const selectedBytes = async (): Promise<readonly Taken[] | Failure> => {
  const rows = await readSelectedMessages(MOST_SELECTED);
  if ('code' in rows) return rows;
  const bytes = rows.reduce((sum, { length }) => sum + length, 0);
  if (bytes > MOST_BYTES) return { code: 'ESELECTION_BYTES', params: { bytes, max: MOST_BYTES } };
  const messages: Taken[] = [];
  for (const row of rows) {
    const read = await bytesOf(row);
    if (!(read instanceof Uint8Array)) return read;
    messages.push({ row, bytes: read });
  }
  return messages;
};

/**
 * The messages with their bytes that a program or a sequence is made of, in order: those that are selected together,
 * else of the row's conversation as many as it takes.
 */
export const messagesToTake = async (row: DataRow | null): Promise<readonly Taken[] | Failure> => {
  if (countChosen() > 0) return selectedBytes();
  if (row === null) return { code: 'ESELECTION_NO_MESSAGES' };
  const messages: Taken[] = [];
  let room = MOST_BYTES;
  for (const one of await conversation(row)) {
    room -= one.length;
    if (room < 0) break;
    const bytes = await bytesOf(one);
    if (!(bytes instanceof Uint8Array)) return bytes;
    messages.push({ row: one, bytes });
  }
  return messages;
};

const isOneConversation = (messages: readonly Taken[]): boolean =>
  messages.every(
    ({ row }) => row.flow === messages[0]?.row.flow && row.endpoint === messages[0].row.endpoint,
  );

/** Messages as the side that opened the conversation saw them. */
const exchangeOf = (messages: readonly Taken[]): Exchange | null => {
  const row = messages[0]?.row;
  const sides = row === undefined ? null : sidesOf(row);
  if (row === undefined || sides === null || row.transport === 'other') return null;
  const { host, port, path, sends } = sides;
  const exchanged = messages.map(
    ({ row: one, bytes }): ExchangeMessage => ({ sent: one.direction === sends, bytes }),
  );
  return { transport: row.transport, host, port, path, messages: exchanged };
};

/**
 * Copies the selected messages, or the conversation that a message belongs to, as a program or a command that has it
 * again. A dump may be of several conversations; a program has one.
 */
export const copyExchange = async (row: LogRow | null, form: ExchangeForm): Promise<void> => {
  const messages = await messagesToTake(row?.kind === 'data' ? row : null);
  if ('code' in messages) {
    tell(messages);
    return;
  }
  if (form === 'hexDump') {
    await copyText(asHexDump(messages.map(({ bytes }) => bytes)));
    return;
  }
  const exchange = isOneConversation(messages) ? exchangeOf(messages) : null;
  if (exchange === null) {
    tell({ code: 'EEXCHANGE_SEVERAL' });
    return;
  }
  const text = writeExchange(exchange, form);
  if (text === null) tell({ code: isPipe(exchange) ? 'EEXCHANGE_PIPE' : 'EEXCHANGE_HTTP' });
  else await copyText(text);
};

/** Whether there is something that can be had again: rows that are selected together, or a row's conversation. */
export const canCopyExchange = (row: LogRow | null): boolean =>
  countChosen() > 0 || (row?.kind === 'data' && row.transport !== 'other' && row.peer !== '');
