import { basename } from 'node:path';
import { formatAddress } from '../../core/contract/address';
import { MAX_DATAGRAM_BYTES } from '../../core/contract/limits';
import { CHUNK_BOUNDS, PACE_BOUNDS } from '../../core/contract/option-bounds';
import { parseWhole } from '../../core/contract/parse';
import { fail, ok } from '../../core/contract/result';
import { secondsBetween } from './clock';
import type { Entry, Shared } from './endpoint-entry';
import type { Engine } from './engine-contract';
import { failureParams } from './failure-of';
import { receiveFile } from './receive-file';
import { sendFiles } from './send-files';

type FileTransfers = Pick<Engine, 'sendFiles' | 'receiveFile'>;

/** Sends files from running endpoints, and saves what their connections receive; each leaves a row that says how it went. */
export const createFileTransfers = (
  running: (id: string) => Entry | null,
  { now, pressure }: Pick<Shared, 'now' | 'pressure'>,
): FileTransfers => ({
  sendFiles: async (id, target, paths, control) => {
    const entry = running(id);
    if (entry === null) return fail({ code: 'ENOTRUNNING' });
    const { context } = entry;
    const udp = context.plan.protocol === 'udp';
    const bounds = { min: 1, max: MAX_DATAGRAM_BYTES };
    const size = udp ? parseWhole(control.datagramSize, 'datagramSize', bounds, 1024) : ok(null);
    if (!size.ok) return size;
    const chunk = parseWhole(udp ? '' : control.chunkSize, 'chunkSize', CHUNK_BOUNDS, 0);
    if (!chunk.ok) return chunk;
    const pace = parseWhole(control.pace, 'pace', PACE_BOUNDS, 0);
    if (!pace.ok) return pace;
    const reached = await entry.runner.reach(target);
    if (!reached.ok) return reached;
    const one = reached.value.length === 1 ? reached.value[0]?.info().remote : undefined;
    const where = one === undefined ? undefined : formatAddress(one);
    let started = now();
    return sendFiles({
      paths,
      outlets: reached.value,
      datagramSize: size.value,
      chunkSize: chunk.value === 0 ? null : chunk.value,
      paceMs: pace.value,
      signal: control.signal,
      onProgress: control.onProgress,
      relieved: pressure.relieved,
      onFile: (path, result, { done, total }) => {
        const ended = now();
        const params = { name: basename(path), done, total, seconds: secondsBetween(started, ended) };
        started = ended;
        if (result.ok) context.say('fileSent', 'info', { ...params, bytes: done }, where);
        else if (result.failure.code === 'ECANCELED') context.say('fileStopped', 'info', params, where);
        else context.say('fileStopped', 'error', { ...failureParams(result.failure), ...params }, where);
      },
    });
  },
  receiveFile: async (id, connection, path, { signal, onProgress }) => {
    const entry = running(id);
    const outlet = entry?.runner.outlets.get(connection);
    if (entry === null || outlet === undefined) return fail({ code: 'ENOSUCHCONNECTION' });
    const { context } = entry;
    const { tap } = outlet;
    if (tap === undefined) return fail({ code: 'ENOTSUP_UDP' });
    const started = now();
    const where = formatAddress(outlet.info().remote);
    const { result, done } = await receiveFile({
      path,
      tap: (one) => tap.call(outlet, one),
      signal,
      onProgress: (bytes) => onProgress(bytes, 0),
    });
    const params = { name: basename(path), bytes: done, seconds: secondsBetween(started, now()) };
    if (result.ok) context.say('fileReceived', 'info', params, where);
    else context.say('fileReceived', 'error', { ...failureParams(result.failure), ...params }, where);
    return result;
  },
});
