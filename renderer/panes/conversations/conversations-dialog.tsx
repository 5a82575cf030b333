import { Modal } from '@mantine/core';
import { IconChevronDown, IconChevronLeft, IconChevronRight, IconChevronUp } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConversationFacts, ConversationSort } from '../../../core/contract/conversations';
import { plainText } from '../../../core/payload/visible';
import {
  closeConversations,
  followConversations,
  PAGE,
  showConversation,
  sortConversations,
  turnConversations,
  useConversations,
} from '../../state/conversations';
import { formatClock, formatFullTime } from '../../state/log-format';
import { IconButton } from '../../ui/button';
import { FailureNote } from '../../ui/failure-note';
import { useFormats } from '../../ui/format';
import table from '../../ui/table.module.css';
import styles from './conversations-dialog.module.css';

const COLUMNS = [
  'messages',
  'in',
  'out',
  'bytes',
  'rate',
  'first',
  'last',
] as const satisfies readonly ConversationSort[];

const WORDS = {
  messages: 'messages',
  in: 'in',
  out: 'out',
  bytes: 'bytes',
  rate: 'rate',
  first: 'first',
  last: 'last',
} as const satisfies Readonly<Record<ConversationSort, string>>;

const Head = ({ column }: { readonly column: ConversationSort }) => {
  const { t } = useTranslation('conversations');
  const { sort, descending } = useConversations();
  const sorted = sort === column;
  const Sign = descending ? IconChevronDown : IconChevronUp;
  return (
    <th scope="col" data-number aria-sort={sorted ? (descending ? 'descending' : 'ascending') : 'none'}>
      <button type="button" className={styles.sort} onClick={() => sortConversations(column)}>
        {t(WORDS[column])}
        {sorted ? <Sign size={12} aria-hidden /> : <span className={styles.noSign} />}
      </button>
    </th>
  );
};

const Row = ({ one, focus }: { readonly one: ConversationFacts; readonly focus: boolean }) => {
  const { t } = useTranslation('conversations');
  const { bytes, count, rate } = useFormats();
  const { endpoint, peer, transport, messages, bytesIn, bytesOut, bytesPerSecond, first, last } = one;
  const name = peer === '' ? t('unknownPeer') : plainText(peer);
  return (
    <tr>
      <th scope="row">
        <button
          type="button"
          className={styles.peer}
          title={t('show')}
          data-autofocus={focus || undefined}
          onClick={() => showConversation(one)}
        >
          {name}
        </button>
      </th>
      <td>{transport.toUpperCase()}</td>
      <td className={styles.endpoint}>{plainText(endpoint)}</td>
      <td data-number>{count(messages)}</td>
      <td data-number data-tone="in">
        {bytes(bytesIn)}
      </td>
      <td data-number data-tone="out">
        {bytes(bytesOut)}
      </td>
      <td data-number>{bytes(bytesIn + bytesOut)}</td>
      <td data-number>{bytesPerSecond === null ? '–' : rate(Math.round(bytesPerSecond))}</td>
      <td data-number title={formatFullTime(first.seconds, first.nanos)}>
        {formatClock(first.seconds)}
      </td>
      <td data-number title={formatFullTime(last.seconds, last.nanos)}>
        {formatClock(last.seconds)}
      </td>
    </tr>
  );
};

const List = () => {
  const { t } = useTranslation('conversations');
  const { count } = useFormats();
  const { page, failure, start } = useConversations();
  useEffect(followConversations, []);
  if (failure !== null) return <FailureNote failure={failure} />;
  if (page === null) return <p className={styles.text}>{t('counting')}</p>;
  if (page.total === 0) return <p className={styles.text}>{t('none')}</p>;
  const { conversations, total, others } = page;
  return (
    <>
      <div className={`${table.box} ${styles.box}`}>
        <table className={`${table.table} ${styles.table}`} aria-label={t('title')} aria-rowcount={total + 1}>
          <thead>
            <tr>
              <th scope="col">{t('peer')}</th>
              <th scope="col">{t('protocol')}</th>
              <th scope="col">{t('endpoint')}</th>
              {COLUMNS.map((column) => (
                <Head key={column} column={column} />
              ))}
            </tr>
          </thead>
          <tbody>
            {conversations.map((one, at) => (
              <Row key={`${one.flow} ${one.endpoint}`} one={one} focus={at === 0} />
            ))}
          </tbody>
        </table>
      </div>
      <div className={styles.foot}>
        <span>
          {total > PAGE
            ? t('part', {
                from: count(start + 1),
                to: count(start + conversations.length),
                total: count(total),
              })
            : t('total', { count: total, shown: count(total) })}
          {others > 0 && ` · ${t('others', { count: others, shown: count(others) })}`}
        </span>
        {total > PAGE && (
          <span>
            <IconButton
              icon={IconChevronLeft}
              label={t('previous')}
              disabled={start === 0}
              onClick={() => turnConversations(-1)}
              quiet
            />
            <IconButton
              icon={IconChevronRight}
              label={t('next')}
              disabled={start + PAGE >= total}
              onClick={() => turnConversations(1)}
              quiet
            />
          </span>
        )}
      </div>
    </>
  );
};

/** Who spoke with whom in the shown capture, and how much; one of them limits the log. */
export const ConversationsDialog = () => {
  const { t } = useTranslation('conversations');
  const open = useConversations((state) => state.open);
  return (
    <Modal
      opened={open}
      onClose={closeConversations}
      title={t('title')}
      closeButtonProps={{ 'aria-label': t('close') }}
      size={960}
    >
      <List />
    </Modal>
  );
};
