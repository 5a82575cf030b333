import { afterEach, describe, expect, it, vi } from 'vitest';
import type { LogFilter, ViewState } from '../../core/contract/log';
import { ok, type Result } from '../../core/contract/result';
import { createLogFeed, type LogDisplay, type LogQuestions } from './log-feed';
import { logRow } from './log-testing';

const filter = (query: string): LogFilter => ({ query, in: true, out: true, events: true, span: null });

type PageQuestion = Parameters<LogQuestions['page']>[0];

/** A main process whose answers are let go by hand. */
const harness = () => {
  const pages: { readonly ask: PageQuestion; readonly answer: () => Promise<void> }[] = [];
  const views: { readonly ask: LogFilter; readonly answer: (state: ViewState) => Promise<void> }[] = [];
  const displays: LogDisplay[] = [];
  let sources = 0;
  const settled = async (): Promise<void> => {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  };
  const feed = createLogFeed(
    {
      page: (ask) =>
        new Promise((resolve) => {
          pages.push({
            ask,
            answer: () => {
              const rows = Array.from({ length: ask.count }, (_, index) => logRow(ask.start + index));
              resolve(ok({ view: ask.view, start: ask.start, rows, matched: ask.start + ask.count }));
              return settled();
            },
          });
        }),
      view: (ask) =>
        new Promise<Result<ViewState>>((resolve) => {
          views.push({
            ask,
            answer: (state) => {
              resolve(ok(state));
              return settled();
            },
          });
        }),
    },
    (display) => displays.push(display),
    () => {
      sources += 1;
    },
  );
  const now = (): LogDisplay => {
    const display = displays.at(-1);
    if (display === undefined) throw new Error('nothing was displayed');
    return display;
  };
  const started = async (matched: number): Promise<void> => {
    feed.want({ start: 0, end: 0 }, 20);
    void feed.filter(filter(''));
    await views[0]?.answer({ view: 1, first: 0, removed: 0, matched, scanned: matched, total: matched });
  };
  return { feed, pages, views, now, started, displays, sources: () => sources };
};

const state = (view: number, matched: number, total = matched): ViewState => ({
  view,
  first: 0,
  removed: 0,
  matched,
  scanned: total,
  total,
});

afterEach(() => {
  vi.useRealTimers();
});

describe('rows that are soon wanted', () => {
  it('are loaded without being shown, and only what is missing', async () => {
    const { feed, pages, views, displays } = harness();
    void feed.filter(filter(''));
    await views[0]?.answer({ view: 1, first: 0, removed: 0, matched: 1000, scanned: 1000, total: 1000 });
    feed.follow(false);
    feed.want({ start: 0, end: 10 }, 10);
    while (pages.length < 3 && pages.at(-1) !== undefined) {
      const before = pages.length;
      await pages.at(-1)?.answer();
      if (pages.length === before) break;
    }
    const [asked, shown] = [pages.length, displays.length];
    const there = feed.ahead({ start: 500, end: 520 });
    expect(pages[asked]?.ask).toEqual({ view: 1, start: 500, count: 20 });
    await pages[asked]?.answer();
    await there;
    expect(displays.length).toBe(shown);
    expect(feed.rowAt(519)?.row).toBe(519);
    await feed.ahead({ start: 505, end: 520 });
    expect(pages.length).toBe(asked + 1);
  });
});

describe('the log feed', () => {
  it('asks for the tail alone while following, and shows count and rows together', async () => {
    const { feed, pages, now, started } = harness();
    await started(1_000_000);
    expect(pages.map(({ ask }) => ask)).toEqual([{ view: 1, start: 999_979, count: 21 }]);
    expect(now().count).toBe(0);
    await pages[0]?.answer();
    expect(now()).toMatchObject({ view: 1, count: 1_000_000, stale: false });
    expect(feed.rowAt(999_999)?.row).toBe(999_999);
  });

  it('has one page question open through a flood, then asks for the newest tail', async () => {
    vi.useFakeTimers();
    const { feed, pages, now, started } = harness();
    await started(100);
    await pages[0]?.answer();
    for (let matched = 1_000; matched <= 50_000; matched += 1_000) feed.push(state(1, matched));
    await vi.advanceTimersByTimeAsync(150);
    expect(pages).toHaveLength(2);
    expect(pages[1]?.ask).toEqual({ view: 1, start: 49_979, count: 21 });
    expect(now()).toMatchObject({ matched: 50_000, count: 100 });
    feed.push(state(1, 51_000));
    await vi.advanceTimersByTimeAsync(500);
    expect(pages).toHaveLength(2);
    await pages[1]?.answer();
    expect(now().count).toBe(50_000);
    expect(pages[2]?.ask).toEqual({ view: 1, start: 50_979, count: 21 });
    await pages[2]?.answer();
    expect(now().count).toBe(51_000);
    expect(pages).toHaveLength(3);
  });

  it('draws a tail that nobody can read ten times a second, and one that can be read at once', async () => {
    vi.useFakeTimers();
    const { feed, pages, started } = harness();
    await started(100);
    await pages[0]?.answer();
    for (let push = 1; push <= 30; push += 1) {
      feed.push(state(1, 100 + push * 1_000));
      await vi.advanceTimersByTimeAsync(33);
      await pages.at(-1)?.answer();
    }
    expect(pages.length).toBeGreaterThanOrEqual(8);
    expect(pages.length).toBeLessThanOrEqual(12);
    await vi.advanceTimersByTimeAsync(200);
    await pages.at(-1)?.answer();
    const before = pages.length;
    feed.push(state(1, 30_103));
    expect(pages).toHaveLength(before + 1);
  });

  it('never shows a tail row that is not loaded', async () => {
    const { feed, pages, displays, started } = harness();
    await started(100);
    await pages[0]?.answer();
    feed.push(state(1, 110));
    expect(pages).toHaveLength(2);
    await pages[1]?.answer();
    for (const { count } of displays) if (count > 0) expect(feed.rowAt(count - 1)).toBeDefined();
  });

  it('asks around the screen when scrolled, and not again for what is at hand', async () => {
    const { feed, pages, now, started } = harness();
    await started(10_000);
    await pages[0]?.answer();
    feed.want({ start: 9_980, end: 10_000 }, 20);
    feed.follow(false);
    expect(now().count).toBe(10_000);
    expect(pages).toHaveLength(1);
    feed.want({ start: 5_000, end: 5_020 }, 20);
    // After a jump the screen alone, so that it is there soonest.
    expect(pages.at(-1)?.ask).toEqual({ view: 1, start: 5_000, count: 20 });
    await pages.at(-1)?.answer();
    feed.want({ start: 5_003, end: 5_023 }, 20);
    expect(pages.at(-1)?.ask).toEqual({ view: 1, start: 4_943, count: 140 });
    await pages.at(-1)?.answer();
    const asked = pages.length;
    feed.want({ start: 5_030, end: 5_050 }, 20);
    feed.push(state(1, 10_500));
    expect(pages).toHaveLength(asked);
    expect(now().count).toBe(10_500);
  });

  it('drops answers of a former view and keeps its rows on the screen until the new one has some', async () => {
    const { feed, pages, views, now, started } = harness();
    await started(500);
    await pages[0]?.answer();
    feed.push(state(1, 510));
    expect(pages).toHaveLength(2);
    void feed.filter(filter('hello'));
    await views[1]?.answer({ view: 2, first: 0, removed: 0, matched: 0, scanned: 0, total: 510 });
    expect(now()).toMatchObject({ view: 1, count: 500, stale: true, matched: 0 });
    await pages[1]?.answer();
    expect(feed.rowAt(509)).toBeUndefined();
    expect(now().count).toBe(500);
    feed.push({ view: 2, first: 0, removed: 0, matched: 3, scanned: 300, total: 510 });
    await pages.at(-1)?.answer();
    expect(now()).toMatchObject({ view: 2, count: 3, stale: false });
    expect(feed.rowAt(2)?.row).toBe(2);
  });

  it('shows that nothing matches only when everything was looked at', async () => {
    const { feed, pages, views, now, started } = harness();
    await started(500);
    await pages[0]?.answer();
    void feed.filter(filter('nothing'));
    await views[1]?.answer({ view: 2, first: 0, removed: 0, matched: 0, scanned: 100, total: 500 });
    expect(now().count).toBe(500);
    feed.push({ view: 2, first: 0, removed: 0, matched: 0, scanned: 500, total: 500 });
    expect(now()).toMatchObject({ view: 2, count: 0, stale: false });
  });

  it('heeds only the newest of fast filters', async () => {
    const { feed, views, now, started, sources } = harness();
    await started(0);
    void feed.filter(filter('h'));
    void feed.filter(filter('he'));
    await views[1]?.answer(state(2, 0, 0));
    feed.push(state(2, 0, 0));
    expect(now().view).toBe(1);
    await views[2]?.answer(state(3, 0, 0));
    expect(now().view).toBe(3);
    expect(sources()).toBe(0);
  });

  it('starts anew when another capture is put behind it', async () => {
    const { feed, pages, now, started, sources } = harness();
    await started(500);
    await pages[0]?.answer();
    feed.push(state(2, 0, 0));
    expect(sources()).toBe(1);
    expect(now()).toMatchObject({ view: 2, count: 0 });
    feed.push(state(2, 40));
    await pages.at(-1)?.answer();
    feed.push(state(2, 5));
    expect(sources()).toBe(2);
  });

  it('does not ask in a loop when a page comes back empty', async () => {
    const calls: number[] = [];
    const feed = createLogFeed(
      {
        view: async () => ok(state(1, 10)),
        page: async ({ start }) => {
          calls.push(start);
          return ok({ view: 1, start, rows: [], matched: 10 });
        },
      },
      () => undefined,
      () => undefined,
    );
    await feed.filter(filter(''));
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
    expect(calls).toHaveLength(1);
  });
});
