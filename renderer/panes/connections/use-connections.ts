import { useEffect, useState } from 'react';
import type { ConnectionInfo } from '../../../core/contract/status';
import { ask } from '../../state/bridge';
import { useStatuses } from '../../state/statuses';

/** The list is asked for at most this often while something changes, in ms. */
const INTERVAL_MS = 250;

export interface ConnectionsPage {
  /** The whole list is this long; the page begins at `start`. */
  readonly total: number;
  readonly start: number;
  readonly connections: readonly ConnectionInfo[];
}

const NONE: ConnectionsPage = { total: 0, start: 0, connections: [] };

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
      if (answer.ok) setPage({ ...answer.value, start });
      // A window that is not seen asks for nothing; coming back it asks once.
      timer = setTimeout(() => {
        timer = undefined;
        if (due && !document.hidden) void load();
      }, INTERVAL_MS);
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
