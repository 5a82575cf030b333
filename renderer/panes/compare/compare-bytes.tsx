import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import {
  type CSSProperties,
  type KeyboardEvent,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { Comparison, DiffRun } from '../../../core/contract/compare';
import { offsetDigits } from '../../../core/payload/hexdump';
import { comparedBytes, useCompare } from '../../state/compare';
import { IconButton } from '../../ui/button';
import { useFormats } from '../../ui/format';
import { RowScroller, type RowScrollerHandle } from '../../ui/row-scroller';
import { type RowRange, rowAfterKey } from '../../ui/row-scroller-maths';
import { useWidth } from '../../ui/row-scroller-size';
import { useCharWidth } from '../inspector/char-width';
import { type Aligned, type AlignedPart, aligned, partsOf, placeOf, runAt, sumOf } from './aligned';
import classes from './compare.module.css';
import { CompareLine } from './compare-line';

const LINE = 20;
/** The column of signs, the gaps between columns, and the scrollbar, in pixels. */
const REST = 124;
const WIDTHS = [16, 8, 4] as const;

/** As many bytes on a line as there is room for: each takes four characters, its own two offsets aside. */
const widthFor = (pixels: number, character: number, digits: number): number =>
  WIDTHS.find((bytes) => 2 * (bytes * 4 + digits) * character + REST <= pixels) ?? 4;

/** The bytes of a side from a line's first one to its last. */
const reachOf = (parts: readonly AlignedPart[], side: 'left' | 'right') => {
  const own = parts.filter((part) => part[`${side}Length`] > 0);
  const [first, last] = [own[0], own.at(-1)];
  return first === undefined || last === undefined
    ? { from: 0, to: 0 }
    : { from: first[side], to: last[side] + last[`${side}Length`] };
};

/** What a difference is, in words. */
const useDifferenceWords = () => {
  const { t } = useTranslation('compare');
  const { count } = useFormats();
  const at = (offset: number): string => `0x${offset.toString(16).toUpperCase()}`;
  return ({ kind, left, leftLength, right, rightLength }: DiffRun): string => {
    if (kind === 'left') return t('onlyLeft', { count: leftLength, shown: count(leftLength), at: at(left) });
    if (kind === 'right')
      return t('onlyRight', { count: rightLength, shown: count(rightLength), at: at(right) });
    return t('changed', {
      leftBytes: t('bytesCount', { count: leftLength, shown: count(leftLength) }),
      rightBytes: t('bytesCount', { count: rightLength, shown: count(rightLength) }),
      left: at(left),
      right: at(right),
    });
  };
};

const Sum = ({ all }: { readonly all: Aligned }) => {
  const { t } = useTranslation('compare');
  const { count } = useFormats();
  const { changed, left, right } = useMemo(() => sumOf(all.runs), [all]);
  const differences = all.differences.length;
  if (differences === 0) return <span>{t('equal')}</span>;
  return (
    <span>
      {t('differences', { count: differences, shown: count(differences) })}
      {changed > 0 && ` · ${t('sumChanged', { count: changed, shown: count(changed) })}`}
      {left > 0 && ` · ${t('sumLeft', { count: left, shown: count(left) })}`}
      {right > 0 && ` · ${t('sumRight', { count: right, shown: count(right) })}`}
    </span>
  );
};

/** Both sides byte by byte, aligned, and the way from one difference to the next. */
export const CompareBytes = ({ comparison }: { readonly comparison: Comparison }) => {
  const { t } = useTranslation('compare');
  const { count } = useFormats();
  const say = useDifferenceWords();
  useCompare((state) => state.version);
  const aim = useCompare((state) => state.aim);
  const all = useMemo(() => aligned(comparison.runs), [comparison]);
  const frame = useRef<HTMLDivElement>(null);
  const scroller = useRef<RowScrollerHandle>(null);
  const width = useWidth(frame);
  const character = useCharWidth(frame);
  const digits = offsetDigits(Math.max(comparison.left.compared, comparison.right.compared));
  const perLine = widthFor(width, character, digits);
  const lines = Math.ceil(all.places / perLine);
  /** A place, so that another number of bytes on a line changes nothing. */
  const [place, setPlace] = useState(0);
  /** Which difference one is at, from 0; -1 before the first step. */
  const [at, setAt] = useState(-1);
  const id = useId();
  const lineId = (line: number): string => `${id}-${line}`;

  const reveal = useCallback(
    (to: number): void => {
      setPlace(to);
      scroller.current?.reveal(Math.floor(to / perLine), true);
    },
    [perLine],
  );

  const step = (by: 1 | -1): void => {
    const { differences } = all;
    if (differences.length === 0) return;
    const next = at === -1 && by === -1 ? differences.length - 1 : at + by;
    const wrapped = (next + differences.length) % differences.length;
    setAt(wrapped);
    reveal(all.before[differences[wrapped] ?? 0] ?? 0);
  };

  // Wherever in the dialog the focus is.
  const stepNow = useRef(step);
  useEffect(() => {
    stepNow.current = step;
  });
  useEffect(() => {
    const pressed = (event: globalThis.KeyboardEvent): void => {
      if (event.key !== 'F3') return;
      event.preventDefault();
      stepNow.current(event.shiftKey ? -1 : 1);
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);

  const seen = useRef<typeof aim>(null);
  useEffect(() => {
    if (aim === null || aim === seen.current) return;
    seen.current = aim;
    const to = placeOf(all, aim.side, aim.offset);
    const run = runAt(all, to);
    setAt(all.differences.indexOf(run));
    reveal(to);
    scroller.current?.focus();
  }, [aim, all, reveal]);

  const onRange = useCallback(
    ({ first, end }: RowRange) => {
      if (end <= first) return;
      for (const side of ['left', 'right'] as const) {
        const [top, bottom] = [partsOf(all, first, perLine)[0], partsOf(all, end - 1, perLine).at(-1)];
        comparedBytes[side].want(top?.[side] ?? 0, (bottom?.[side] ?? 0) + (bottom?.[`${side}Length`] ?? 0));
      }
    },
    [all, perLine],
  );

  const keys = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || lines === 0) return;
    const space = scroller.current?.space();
    const to = space === undefined ? undefined : rowAfterKey(space, event.key, Math.floor(place / perLine));
    if (to === undefined) return;
    event.preventDefault();
    setPlace(to * perLine);
    scroller.current?.reveal(to);
  };

  const bytesOf = (parts: readonly AlignedPart[], side: 'left' | 'right'): Uint8Array | null => {
    const { from, to } = reachOf(parts, side);
    return comparedBytes[side].slice(from, to);
  };
  const current = at === -1 ? -1 : (all.differences[at] ?? -1);
  const run = comparison.runs[current];
  const active = Math.floor(place / perLine);
  return (
    <div className={classes.bytes}>
      <div
        ref={frame}
        className={classes.frame}
        style={{ '--digits': digits, '--per-line': perLine } as CSSProperties}
      >
        <RowScroller
          ref={scroller}
          count={lines}
          subject={comparison.id}
          rowHeight={LINE}
          active={active}
          rowId={lineId}
          onRange={onRange}
          barLabel={t('scrollbar')}
          role="grid"
          surface={{
            'aria-label': t('bytes'),
            'aria-rowcount': lines,
            className: classes.surface ?? '',
            tabIndex: 0,
            onKeyDown: keys,
          }}
          row={(line, y) => {
            const parts = partsOf(all, line, perLine);
            return (
              <CompareLine
                id={lineId(line)}
                line={line}
                y={y}
                parts={parts}
                left={bytesOf(parts, 'left')}
                right={bytesOf(parts, 'right')}
                digits={digits}
                current={current}
                active={line === active}
              />
            );
          }}
        />
      </div>
      <div className={classes.foot}>
        <Sum all={all} />
        <span className={classes.moves}>
          <span role="status">
            {run === undefined
              ? ''
              : t('difference', {
                  number: count(at + 1),
                  total: count(all.differences.length),
                  what: say(run),
                })}
          </span>
          <IconButton
            icon={IconArrowUp}
            label={t('previous')}
            disabled={all.differences.length === 0}
            onClick={() => step(-1)}
            quiet
          />
          <IconButton
            icon={IconArrowDown}
            label={t('next')}
            disabled={all.differences.length === 0}
            onClick={() => step(1)}
            quiet
          />
        </span>
      </div>
    </div>
  );
};
