import type { Result } from '../../core/contract/result';
import { ok } from '../../core/contract/result';
import type { RowFacts } from './row-facts';
import type { RowMatcher } from './row-scan';

/** Plain text: the payload, what happened, the endpoint or the peer contain it, in any case of ASCII letters. */
const plainSearch = (query: string): RowMatcher => {
  const wanted = Buffer.from(query.toLowerCase());
  return {
    needs: 'payload',
    matches: (row: RowFacts) =>
      Buffer.from(row.payload).toString('latin1').toLowerCase().includes(wanted.toString('latin1')) ||
      `${row.entry.message}\n${row.endpoint}\n${row.peer}`.toLowerCase().includes(query.toLowerCase()),
  };
};

/** Null when the query is empty and matches everything. */
export const compileQuery = (query: string): Result<RowMatcher | null> =>
  ok(query.trim() === '' ? null : plainSearch(query.trim()));
