import type { Format } from '../../core/contract/draft';
import { currentEndpointId } from '../state/current';
import { configure, endpointById } from '../state/endpoints';
import { openInsert } from '../state/inserting';
import { openForm } from '../state/protocol-form';
import { countRepeats, repeatsOf } from '../state/repeats';
import { send, startRepeat, stopAllRepeats, stopRepeat } from '../state/sending';
import { composerAsBase64, putHexIntoComposer } from '../state/use-as-message';
import { openVariables } from '../state/variables';
import { inGroup } from './command';
import { hasCurrent, withCurrent } from './current-endpoint';

/** Whether what is written may hold more than what is sent as typed. */
const hasTemplate = (): boolean => {
  const composer = endpointById(currentEndpointId() ?? '')?.composer;
  return composer?.format === 'hex' || (composer?.format === 'text' && !composer.raw);
};

const setFormat = (format: Format) =>
  withCurrent((id) =>
    configure(id, (endpoint) => ({ ...endpoint, composer: { ...endpoint.composer, format } })),
  );

/** The draft of the endpoint, and sending it. */
export const MESSAGE_COMMANDS = inGroup('message', [
  {
    id: 'message.send',
    word: 'sendMessage',
    keys: 'Mod+Enter',
    inEndpoints: true,
    available: hasCurrent,
    run: withCurrent((id) => void send(id)),
  },
  {
    id: 'message.repeat',
    word: 'repeatMessage',
    keys: 'Mod+Shift+Enter',
    inEndpoints: true,
    available: hasCurrent,
    run: withCurrent((id) => void startRepeat(id)),
  },
  {
    id: 'message.endRepeat',
    word: 'endLastRepeat',
    available: () => repeatsOf(currentEndpointId() ?? '').length > 0,
    run: withCurrent((id) => {
      const last = repeatsOf(id).at(-1);
      if (last !== undefined) void stopRepeat(id, last.id);
    }),
  },
  {
    id: 'message.endRepeats',
    word: 'endAllRepeats',
    keys: 'Mod+Shift+X',
    available: () => countRepeats() > 0,
    run: () => void stopAllRepeats(),
  },
  {
    id: 'message.insert',
    word: 'insertValue',
    keys: 'Mod+I',
    inEndpoints: true,
    available: hasTemplate,
    run: withCurrent((id) => openInsert(id, 'menu')),
  },
  {
    id: 'message.checksum',
    word: 'appendChecksum',
    available: hasTemplate,
    run: withCurrent((id) => openInsert(id, 'checksums')),
  },
  {
    id: 'message.variables',
    word: 'editVariables',
    keys: 'Mod+E',
    run: openVariables,
  },
  { id: 'message.form', word: 'fillIn', available: hasCurrent, run: withCurrent(openForm) },
  { id: 'message.text', word: 'formatText', available: hasCurrent, run: setFormat('text') },
  { id: 'message.hex', word: 'formatHex', available: hasCurrent, run: setFormat('hex') },
  {
    id: 'message.base64',
    word: 'readBase64',
    available: () => composerAsBase64(currentEndpointId() ?? '') !== null,
    run: () => putHexIntoComposer(composerAsBase64(currentEndpointId() ?? '') ?? ''),
  },
  { id: 'message.file', word: 'formatFile', available: hasCurrent, run: setFormat('file') },
]);
