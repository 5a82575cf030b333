import type { LogFilter } from '../../core/contract/log';
import { fail, ok, type Result } from '../../core/contract/result';
import type { TimeSpan } from '../../core/contract/time-span';
import type { Filter } from '../../core/filter/ast';
import { boundsOf, type FilterBounds, UNBOUNDED } from '../../core/filter/bounds';
import { leftToJudge, widened } from '../../core/filter/dissector-terms';
import { compileFilter, type Matcher } from '../../core/filter/evaluate';
import type { Operator } from '../../core/filter/fields';
import { parseFilter } from '../../core/filter/parse';

const atTime = (operator: Operator, micros: number): Filter => ({
  type: 'compare',
  field: 'frame.time',
  slice: null,
  operator,
  value: { type: 'instant', text: '', nanos: BigInt(micros) * 1000n },
});

const wordIs = (field: 'dir' | 'kind', text: string): Filter => ({
  type: 'compare',
  field,
  slice: null,
  operator: '==',
  value: { type: 'text', text },
});

/** What the toggles hide, as the language says it. */
const hidden = ({ in: received, out, events }: LogFilter): readonly Filter[] =>
  [
    ...(received ? [] : [wordIs('dir', 'in')]),
    ...(out ? [] : [wordIs('dir', 'out')]),
    ...(events ? [] : [wordIs('kind', 'event')]),
  ].map((operand) => ({ type: 'not', operand }));

const within = ({ from, to }: TimeSpan): readonly Filter[] => [atTime('>=', from), atTime('<', to)];

/** All conditions of a view, and `also` another query. */
const filterOf = (filter: LogFilter, also: string): Result<Filter> => {
  const wanted: Filter[] = [...hidden(filter), ...(filter.span === null ? [] : within(filter.span))];
  // Only a view can wait for the dissectors; what is looked for within one cannot.
  for (const [text, dissectors] of [[filter.query, true] as const, [also, false] as const]) {
    const parsed = parseFilter(text, { dissectors });
    if (!parsed.ok) {
      const { code, at, length, params } = parsed.error;
      return fail({ code, params: { ...params, at, length } });
    }
    if (parsed.filter.type !== 'all') wanted.push(parsed.filter);
  }
  return ok(wanted.length === 0 ? { type: 'all' } : { type: 'and', operands: wanted });
};

/**
 * The query, in the filter language (`core/filter`), among what the toggles show, within the span of time, and `also`
 * another query where one is looked for among the rows of a view; null when nothing restricts anything. Fails with the parser's code; `params.at` and
 * `params.length` are the place in the query, in UTF-16 units from 0.
 */
export const compileQuery = (filter: LogFilter, also = ''): Result<Matcher | null> => {
  const whole = filterOf(filter, also);
  if (!whole.ok) return whole;
  return ok(whole.value.type === 'all' ? null : compileFilter(widened(whole.value)));
};

/** What the dissectors have to judge of the rows that `compileQuery` lets through; null: nothing, or unreadable. */
export const judgedPart = (filter: LogFilter): Filter | null => {
  const whole = filterOf(filter, '');
  return whole.ok ? leftToJudge(whole.value) : null;
};

/** Where matches can be; anywhere for a query that cannot be read. */
export const boundsOfFilter = (filter: LogFilter): FilterBounds => {
  const whole = filterOf(filter, '');
  return whole.ok ? boundsOf(whole.value) : UNBOUNDED;
};
