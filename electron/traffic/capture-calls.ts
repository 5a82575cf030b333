import type { LogPage } from '../../core/contract/log';
import type { CaptureService } from '../capture/capture-service-contract';
import { alone } from './alone';
import type { CaptureCalls } from './traffic-contract';

const alonePage = (page: LogPage): LogPage => ({
  ...page,
  rows: page.rows.map((row) => (row.kind === 'data' ? { ...row, preview: alone(row.preview) } : row)),
});

/** The capture's own answers. Bytes are copied out of what they are a view of, for they go to another thread. */
export const captureCalls = (capture: CaptureService): CaptureCalls => ({
  setView: (filter) => capture.setView(filter),
  viewRows: async (view, start, count) => capture.viewRows(view, start, count),
  async page(view, start, count) {
    const page = await capture.page(view, start, count);
    return page.ok ? { ok: true, value: alonePage(page.value) } : page;
  },
  locate: (view, row) => capture.locate(view, row),
  span: () => capture.span(),
  rowAt: (moment) => capture.rowAt(moment),
  timeline: (span, bars) => capture.timeline(span, bars),
  find: (query, from, direction) => capture.find(query, from, direction),
  stopFind: () => capture.stopFind(),
  mark: (row, marked) => capture.mark(row, marked),
  unmarkAll: () => capture.unmarkAll(),
  nextMark: (from, direction) => capture.nextMark(from, direction),
  matches: (query, rows) => capture.matches(query, rows),
  async bytes(row, offset, length) {
    const read = await capture.bytes(row, offset, length);
    return read.ok ? { ok: true, value: { ...read.value, bytes: alone(read.value.bytes) } } : read;
  },
  segments: () => capture.segments(),
  clear: () => capture.clear(),
  undoClear: () => capture.undoClear(),
  save: (path, control) => capture.save(path, control),
  handOut: (path, control) => capture.handOut(path, control),
  open: (path, control) => capture.open(path, control),
  live: () => capture.live(),
  resumeRecording: () => capture.resumeRecording(),
  setLimit: (limit) => capture.setLimit(limit),
  leftovers: () => capture.leftovers(),
  openLeftover: (id, control) => capture.openLeftover(id, control),
  saveLeftover: (id, path, control) => capture.saveLeftover(id, path, control),
  discardLeftovers: (ids) => capture.discardLeftovers(ids),
});
