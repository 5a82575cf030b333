import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOpenDetails } from '../../state/connections';
import { useEndpoint } from '../../state/endpoints';
import { chooseAll, useTargets } from '../../state/targets';
import { useFormats } from '../../ui/format';
import { useMeasured } from '../../ui/row-scroller-size';
import { AcceptingButton, Newcomers } from './accepting';
import { ConnectionRow } from './connection-row';
import { useConnectionWords } from './connection-words';
import styles from './connections.module.css';
import { useConnections } from './use-connections';

const ROW_HEIGHT = 24;
/** Rows that come and go together while one scrolls. */
const PAGE_STEP = 6;

/** As many as the largest box shows; it is measured when there is one. */
const MOST_ROOM = 18;

const roomOf = ({ clientHeight }: HTMLElement): number => Math.ceil(clientHeight / ROW_HEIGHT);

/** Seconds pass: the ages in the table are renewed. */
const useSecond = (): number => {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
};

/** The room of rows that are not in view. */
const Gap = ({ rows }: { readonly rows: number }) =>
  rows === 0 ? null : (
    <tr>
      <td style={{ height: rows * ROW_HEIGHT }} />
    </tr>
  );

/** Who is connected to an endpoint, and what can be done with each. Only the rows in view exist. */
export const Connections = ({ id }: { readonly id: string }) => {
  const { t } = useTranslation('connections');
  const [first, setFirst] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const room = useMeasured(box, roomOf, MOST_ROOM);
  const start = Math.max(0, Math.floor(first / PAGE_STEP) * PAGE_STEP - PAGE_STEP);
  const page = useConnections(id, start, Math.ceil(room / PAGE_STEP) * PAGE_STEP + 3 * PAGE_STEP);
  const now = useSecond();
  const words = useConnectionWords();
  const { ago, span } = useFormats();
  const heard = (at: number | null | undefined): string => (at == null ? t('notHeard') : ago(now - at));
  const server = useEndpoint(id, ({ role }) => role) === 'server';
  const udp = useEndpoint(id, ({ protocol }) => protocol) === 'udp';
  const chosen = useTargets((state) => state.chosen[id]?.id);
  const complete = page.start === 0 && page.connections.length === page.total;
  const gone = chosen !== undefined && complete && !page.connections.some((one) => one.id === chosen);

  // A message to a connection that has ended would only fail.
  useEffect(() => {
    if (gone) chooseAll(id);
  }, [gone, id]);

  // Opened from the palette, they may be of a row that is not in view, and does not exist.
  const wanted = useOpenDetails(({ index }) => index);
  useEffect(() => {
    if (wanted !== null) box.current?.scrollTo({ top: Math.max(0, wanted - 1) * ROW_HEIGHT });
  }, [wanted]);

  if (!server && page.total === 0) return null;
  const below = Math.max(0, page.total - page.start - page.connections.length);
  return (
    <div
      ref={box}
      className={styles.box}
      onScroll={(event) => setFirst(Math.floor(event.currentTarget.scrollTop / ROW_HEIGHT))}
    >
      <table className={styles.table} aria-label={t('connections')} aria-rowcount={page.total + 1}>
        <colgroup>
          <col />
          <col className={styles.local} />
          <col className={styles.openFor} />
          <col className={styles.amount} />
          <col className={styles.amount} />
          <col className={`${udp ? styles.datagrams : styles.amount} ${styles.queued}`} />
          <col className={styles.state} />
          <col className={styles.actions} />
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">{t('peer')}</th>
            <th scope="col" className={styles.local}>
              {t('local')}
            </th>
            <th scope="col" data-number className={styles.openFor}>
              {udp ? t('knownFor') : t('openFor')}
            </th>
            <th scope="col" data-number>
              {t('in')}
            </th>
            <th scope="col" data-number>
              {t('out')}
            </th>
            <th
              scope="col"
              data-number
              className={styles.queued}
              title={udp ? t('datagramsHint') : undefined}
            >
              {udp ? t('datagrams') : t('queued')}
            </th>
            <th scope="col">{udp ? t('heard') : t('state')}</th>
            <th scope="col" data-actions>
              <span className="visually-hidden">{t('actions')}</span>
              {server && !udp && <AcceptingButton id={id} />}
            </th>
          </tr>
        </thead>
        <tbody>
          <Gap rows={page.start} />
          {page.connections.map((connection, at) => (
            <ConnectionRow
              key={connection.id}
              endpoint={id}
              connection={connection}
              index={page.start + at}
              age={span(now - connection.since)}
              heard={udp ? heard(connection.heardAt) : ''}
              words={words}
              selectable={server}
              udp={udp}
            />
          ))}
          <Gap rows={below} />
        </tbody>
      </table>
      <Newcomers id={id} udp={udp} empty={page.total === 0} />
    </div>
  );
};
