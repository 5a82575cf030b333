import { useEffect, useState } from 'react';
import type { ConnectionInfo } from '../../../core/contract/status';
import { ask } from '../../state/bridge';
import { keepSame } from '../../state/same';
import { useStatuses } from '../../state/statuses';

/** The list is asked for at most this often while something changes, in ms. */
const INTERVAL_MS = 250;
/** So many connections are not followed one by one: then it is enough to ask half as often. */
const MANY = 50;

export interface ConnectionsPage {
  /** The whole list is this long; the page begins at `start`. */
  readonly total: number;
  readonly start: number;
  readonly connections: readonly ConnectionInfo[];
}

const NONE: ConnectionsPage = { total: 0, start: 0, connections: [] };

/** Connections that are as they were stay the same objects, so that their rows are not drawn again. */
const pageOf = (
  before: ConnectionsPage,
  { connections, total }: Omit<ConnectionsPage, 'start'>,
  start: number,
): ConnectionsPage => {
  const known = new Map(before.connections.map((one) => [one.id, one]));
  return { total, start, connections: connections.map((one) => keepSame(known.get(one.id) ?? one, one)) };
};

/** A part of an endpoint's connections, asked for again when the endpoint's status says that something changed. */
export const useConnections = (id: string, start: number, count: number): ConnectionsPage => {
  const [page, setPage] = useState(NONE);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let asking = false;
    let due = false;
    let over = false;
    const load = async (): Promise<void> => {
      asking = true;
      const answer = await ask('connection.list', { id, start, count });
      asking = false;
      if (over) return;
      const total = answer.ok ? answer.value.total : 0;
      if (answer.ok) setPage((before) => pageOf(before, answer.value, start));
      // A window that is not seen asks for nothing; coming back it asks once.
      timer = setTimeout(
        () => {
          timer = undefined;
          if (due && !document.hidden) void load();
        },
        total > MANY ? 2 * INTERVAL_MS : INTERVAL_MS,
      );
      due = false;
    };
    const changed = (): void => {
      due = true;
      if (timer === undefined && !asking && !document.hidden) void load();
    };
    void load();
    const unsubscribe = useStatuses.subscribe((state, before) => {
      if (state.byId[id] !== before.byId[id]) changed();
    });
    document.addEventListener('visibilitychange', changed);
    return () => {
      over = true;
      clearTimeout(timer);
      unsubscribe();
      document.removeEventListener('visibilitychange', changed);
    };
  }, [id, start, count]);
  return page;
};
