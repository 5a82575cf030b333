import { create } from 'zustand';
import type {
  ConversationFacts,
  ConversationSort,
  ConversationsPage,
} from '../../core/contract/conversations';
import type { Failure } from '../../core/contract/failure';
import type { Filter } from '../../core/filter/ast';
import type { FieldName } from '../../core/filter/fields';
import { ask } from './bridge';
import { narrowFilter } from './log-filter';
import { usePulse } from './pulse';

/** Conversations on one page of the list. */
export const PAGE = 100;
/** The list of a capture that grows is read again at most this often, in ms. */
const REFRESH_MS = 1000;

interface ConversationsState {
  readonly open: boolean;
  readonly sort: ConversationSort;
  readonly descending: boolean;
  readonly start: number;
  readonly page: ConversationsPage | null;
  readonly failure: Failure | null;
}

export const useConversations = create<ConversationsState>()(() => ({
  open: false,
  sort: 'first',
  descending: false,
  start: 0,
  page: null,
  failure: null,
}));

/** Only the newest answer is shown. */
let questions = 0;

const read = async (): Promise<void> => {
  questions += 1;
  const question = questions;
  const { sort, descending, start } = useConversations.getState();
  const answer = await ask('conversations.list', { sort, descending, start, count: PAGE });
  if (question !== questions) return;
  useConversations.setState(
    answer.ok ? { page: answer.value, failure: null } : { page: null, failure: answer.failure },
  );
};

export const openConversations = (): void => {
  useConversations.setState({ open: true, start: 0, page: null, failure: null });
  void read();
};

export const closeConversations = (): void => useConversations.setState({ open: false });

/** Sorts by a column, the largest first; by the same one again the other way round. */
export const sortConversations = (sort: ConversationSort): void => {
  const before = useConversations.getState();
  const descending = before.sort === sort ? !before.descending : sort !== 'first' && sort !== 'last';
  useConversations.setState({ sort, descending, start: 0 });
  void read();
};

export const turnConversations = (pages: number): void => {
  const { start, page } = useConversations.getState();
  const next = start + pages * PAGE;
  if (page === null || next < 0 || next >= page.total) return;
  useConversations.setState({ start: next });
  void read();
};

const equals = (field: FieldName, text: string): Filter => ({
  type: 'compare',
  field,
  slice: null,
  operator: '==',
  value: { type: 'text', text },
});

/** Limits the log to a conversation, through the filter line. */
export const showConversation = ({ endpoint, peer }: ConversationFacts): void => {
  const terms = [
    ...(endpoint === '' ? [] : [equals('endpoint', endpoint)]),
    ...(peer === '' ? [] : [equals('peer', peer)]),
  ];
  const [first] = terms;
  if (first === undefined) return;
  closeConversations();
  narrowFilter(terms.length === 1 ? first : { type: 'and', operands: terms });
};

/** Reads the list again while the capture grows; answers with the unsubscribe. */
export const followConversations = (): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const stop = usePulse.subscribe(({ capture }, before) => {
    if (capture.rows === before.capture.rows) return;
    timer ??= setTimeout(() => {
      timer = null;
      void read();
    }, REFRESH_MS);
  });
  return () => {
    stop();
    if (timer !== null) clearTimeout(timer);
  };
};
