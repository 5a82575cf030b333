import { IconArrowDown, IconFilterOff, IconListDetails } from '@tabler/icons-react';
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { LogRow } from '../../../core/contract/log';
import type { LogColumn } from '../../../core/contract/log-columns';
import { isIn } from '../../../core/log/ranges';
import { focusInspector } from '../../state/inspector';
import { followLog, logRowAt, useLog, wantLogRows } from '../../state/log';
import { useColumns } from '../../state/log-columns';
import { clearFilter } from '../../state/log-filter';
import { formatDay } from '../../state/log-format';
import { rowInfoOf, useRowInfos } from '../../state/log-info';
import { useMatches } from '../../state/log-matches';
import { Button } from '../../ui/button';
import { Empty } from '../../ui/empty';
import { useFormats } from '../../ui/format';
import { RowScroller, type RowScrollerHandle } from '../../ui/row-scroller';
import type { RowRange } from '../../ui/row-scroller-maths';
import { useWidth } from '../../ui/row-scroller-size';
import { planColumns } from './column-plan';
import { highlightWords } from './find-highlight';
import { fittingWidth } from './fitting-width';
import classes from './log-grid.module.css';
import { LogHeader } from './log-header';
import { clickInLog, pressInLog } from './log-keys';
import { LogMenu, type LogMenuPlace } from './log-menu';
import { LogRowView } from './log-row';
import { useLogWords } from './log-words';
import { RowSigns, signFrom } from './row-mark';
import type { RowPaint } from './row-painter';

/** Height of a row, as `--row` of the tokens says. */
const ROW = 24;
const SCROLLBAR = 12;

/** What stands over the rows when there are none. */
const NoRows = () => {
  const { t } = useTranslation('log');
  const nothing = useLog(({ view, total }) => view !== null && total === 0);
  const noMatch = useLog(
    ({ stale, total, first, matched, scanned }) =>
      !stale && total > 0 && matched === first && scanned >= total,
  );
  if (nothing) {
    return (
      <div className={classes.over}>
        <Empty icon={IconListDetails} title={t('nothingTitle')} body={t('nothingBody')} />
      </div>
    );
  }
  if (!noMatch) return null;
  return (
    <div className={classes.over}>
      <Empty icon={IconFilterOff} title={t('noMatchTitle')} body={t('noMatchBody')}>
        <Button onClick={clearFilter}>{t('clearFilter')}</Button>
      </Empty>
    </div>
  );
};

/** Says how much has come since following was left, and goes there. */
const NewRows = () => {
  const { t } = useTranslation('log');
  const { count: format } = useFormats();
  const count = useLog(({ follow, stale, matched, left }) => (follow || stale ? 0 : matched - left));
  if (count <= 0) return null;
  return (
    <button type="button" className={classes.newRows} onClick={() => followLog(true)}>
      <IconArrowDown size={13} stroke={2} aria-hidden />
      {t('newRows', { count, shown: format(count) })}
    </button>
  );
};

/** The rows: as many as fit, of as many as there are. */
export const LogGrid = () => {
  const { t } = useTranslation('log');
  const words = useLogWords();
  const first = useLog((state) => state.first);
  const count = useLog((state) => state.count);
  const follow = useLog((state) => state.follow);
  const stale = useLog((state) => state.stale);
  const source = useLog((state) => state.source);
  const selected = useLog((state) => state.selected);
  const selectedAt = useLog((state) => state.selectedAt);
  const chosen = useLog((state) => state.chosen);
  const several = chosen.length > 0;
  const reveal = useLog((state) => state.reveal);
  const focus = useLog((state) => state.focus);
  // The number column widens in steps, so that counting up neither moves nor draws anything.
  const digits = useLog(({ total }) => String(total).length);
  // Rows, and what the dissectors say about them, are read from feeds; these numbers say that there are others.
  useLog((state) => state.version);
  useRowInfos((state) => state.version);

  const scroller = useRef<RowScrollerHandle>(null);
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame) - SCROLLBAR;
  const [menu, setMenu] = useState<LogMenuPlace | null>(null);
  const id = useId();
  const rowId = (position: number): string => `${id}-${position}`;

  const range = useRef<RowRange>({ first: 0, end: 0 });
  const onRange = useCallback((now: RowRange, room: number) => {
    range.current = now;
    wantLogRows({ start: now.first, end: now.end }, room);
  }, []);

  useEffect(() => {
    if (reveal !== null) scroller.current?.reveal(reveal.position, reveal.centred);
  }, [reveal]);

  useEffect(() => {
    if (focus > 0) scroller.current?.focus();
  }, [focus]);

  const matches = useMatches((state) => state.rows);
  const sought = useMatches((state) => state.words);
  useEffect(() => {
    highlightWords(frame.current?.querySelectorAll('[role=gridcell][data-column=info]') ?? [], sought);
  });

  const today = formatDay(Date.now() / 1000);
  const ofAnotherDay = (position: number): boolean => {
    const row = logRowAt(position);
    return row !== undefined && formatDay(row.seconds) !== today;
  };
  const dated = ofAnotherDay(range.current.first) || ofAnotherDay(range.current.end - 1);
  const columns = useColumns();
  const plan = useMemo(
    () => planColumns({ width, largest: 10 ** digits - 1, dated, columns }),
    [width, digits, dated, columns],
  );
  const signs = useRef<HTMLDivElement>(null);
  const paint = useMemo(
    (): RowPaint => ({ plan, words, today, sign: (name) => signFrom(signs.current, name) }),
    [plan, words, today],
  );
  const fitting = useCallback(
    (column: LogColumn): number => {
      const { first, end } = range.current;
      const rows = Array.from({ length: end - first }, (_, at) => logRowAt(first + at)).filter(
        (row) => row !== undefined,
      );
      return fittingWidth(frame.current, column, rows, rowInfoOf, paint);
    },
    [paint],
  );

  const rowOf = (event: MouseEvent): { readonly position: number; readonly row: LogRow } | null => {
    if (!(event.target instanceof Element)) return null;
    const at = event.target.closest('[data-at]')?.getAttribute('data-at');
    const position = at === null || at === undefined ? selectedAt : Number(at);
    const row = position === null ? undefined : logRowAt(position);
    return position === null || row === undefined ? null : { position, row };
  };

  const keys = (event: KeyboardEvent<HTMLDivElement>): void => {
    const space = scroller.current?.space();
    if (space !== undefined && pressInLog(event, space, range.current, words)) event.preventDefault();
  };

  return (
    <div
      ref={frame}
      className={classes.frame}
      data-stale={stale}
      style={{ '--log-padding': `${plan.padding}px` } as CSSProperties}
    >
      <RowSigns ref={signs} marked={words.marked} />
      <RowScroller
        ref={scroller}
        from={first}
        count={count}
        subject={source}
        rowHeight={ROW}
        active={selectedAt}
        rowId={rowId}
        follow={follow}
        onFollow={followLog}
        onRange={onRange}
        barLabel={t('scrollbar')}
        role="grid"
        surface={{
          'aria-label': t('title'),
          'aria-rowcount': count - first + 1,
          'aria-colcount': plan.chosen,
          'aria-readonly': true,
          'aria-multiselectable': true,
          'aria-busy': stale,
          tabIndex: 0,
          onKeyDown: keys,
          onMouseDown: (event) => {
            const hit = rowOf(event);
            if (hit !== null) clickInLog(event, hit.position);
          },
          onDoubleClick: (event) => {
            if (rowOf(event) !== null) focusInspector();
          },
          onContextMenu: (event) => {
            event.preventDefault();
            const hit = rowOf(event);
            if (hit !== null) setMenu({ x: event.clientX, y: event.clientY, row: hit.row });
          },
        }}
        header={<LogHeader plan={plan} fitting={fitting} />}
        over={
          <>
            <NoRows />
            <NewRows />
          </>
        }
        row={(position, y) => {
          const row = logRowAt(position);
          return (
            <LogRowView
              row={row}
              position={position}
              first={first}
              y={y}
              id={rowId(position)}
              selected={several ? isIn(chosen, position) : row !== undefined && row.row === selected?.row}
              current={several && position === selectedAt}
              said={row === undefined ? undefined : rowInfoOf(row.row)}
              found={row !== undefined && matches.has(row.row)}
              paint={paint}
            />
          );
        }}
      />
      <LogMenu
        place={menu}
        words={words}
        onClose={() => {
          setMenu(null);
          scroller.current?.focus();
        }}
      />
    </div>
  );
};
