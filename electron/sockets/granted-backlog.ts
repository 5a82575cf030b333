import { readFileSync } from 'node:fs';

/** Linux cuts a longer backlog to this without a word (listen(2)). */
const LIMIT = '/proc/sys/net/core/somaxconn';

/** How many connections the system queues of those that were asked for; null where it does not tell. */
export const grantedBacklog = (asked: number, limit = LIMIT): number | null => {
  try {
    const most = Number(readFileSync(limit, 'latin1'));
    return Number.isInteger(most) && most > 0 ? Math.min(asked, most) : null;
  } catch {
    return null;
  }
};
