import { fail, ok, type Result } from '../../core/contract/result';
import { compileFilter, type Matcher } from '../../core/filter/evaluate';
import { parseFilter } from '../../core/filter/parse';

/**
 * A query in the filter language (`core/filter`); null when it is empty and matches everything. Fails with the
 * parser's code; `params.at` and `params.length` are the place in the query, in UTF-16 units from 0.
 */
export const compileQuery = (query: string): Result<Matcher | null> => {
  const parsed = parseFilter(query);
  if (parsed.ok) return ok(parsed.filter.type === 'all' ? null : compileFilter(parsed.filter));
  const { code, at, length, params } = parsed.error;
  return fail({ code, params: { ...params, at, length } });
};
