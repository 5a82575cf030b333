import type { LogAnswers } from '../../core/contract/requests/log';
import { ok } from '../../core/contract/result';
import type { Traffic } from '../traffic/traffic-contract';
import type { RoomHandlers } from './answer';

/** Requests about the rows of the shown capture. */
export const createLogHandlers = ({ traffic }: { readonly traffic: Traffic }): RoomHandlers<LogAnswers> => ({
  'log.view': (filter) => traffic.setView(filter),
  'log.page': ({ view, start, count }) => traffic.page(view, start, count),
  'log.locate': ({ view, row }) => traffic.locate(view, row),
  'log.span': () => traffic.span(),
  'log.rowAt': (moment) => traffic.rowAt(moment),
  'log.timeline': ({ span, bars }) => traffic.timeline(span, bars),
  'log.find': ({ query, from, direction }) => traffic.find(query, from, direction),
  'log.findStop': async () => {
    await traffic.stopFind();
    return ok(null);
  },
  'log.mark': ({ row, marked }) => traffic.mark(row, marked),
  'log.unmarkAll': () => traffic.unmarkAll(),
  'log.nextMark': ({ from, direction }) => traffic.nextMark(from, direction),
  'log.matches': ({ query, rows }) => traffic.matches(query, rows),
});
