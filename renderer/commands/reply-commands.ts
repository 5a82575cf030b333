import type { ReplyMode } from '../../core/contract/endpoint';
import { answerBy } from '../state/endpoints';
import { openRules } from '../state/rules';
import { openScript } from '../state/script';
import { inGroup } from './command';
import { hasCurrent, withCurrent } from './current-endpoint';

const setReply = (mode: ReplyMode) => withCurrent((id) => answerBy(id, mode));

/** What the endpoint answers of itself. */
export const REPLY_COMMANDS = inGroup('endpoint', [
  { id: 'reply.off', word: 'replyOff', available: hasCurrent, run: setReply('off') },
  { id: 'reply.echo', word: 'replyEcho', available: hasCurrent, run: setReply('echo') },
  { id: 'reply.fixed', word: 'replyFixed', available: hasCurrent, run: setReply('fixed') },
  {
    id: 'reply.rules',
    word: 'replyRules',
    available: hasCurrent,
    run: setReply('rules'),
  },
  {
    id: 'reply.editRules',
    word: 'editRules',
    keys: 'Mod+Shift+R',
    available: hasCurrent,
    run: withCurrent(openRules),
  },
  {
    id: 'reply.script',
    word: 'replyScript',
    available: hasCurrent,
    run: setReply('script'),
  },
  {
    id: 'reply.editScript',
    word: 'editScript',
    keys: 'Mod+J',
    available: hasCurrent,
    run: withCurrent(openScript),
  },
]);
