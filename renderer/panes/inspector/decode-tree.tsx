import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { DecodedRow } from '../../../core/contract/dissect';
import { fold, useFolds } from '../../state/decode-folds';
import { fieldValue } from '../../state/field-value';
import { useInspector } from '../../state/inspector';
import { copyText } from '../../state/inspector-copy';
import { goToRow } from '../../state/log';
import { RowScroller, type RowScrollerHandle } from '../../ui/row-scroller';
import { rowAfterKey } from '../../ui/row-scroller-maths';
import { useFocusWish } from '../../ui/use-focus-wish';
import { DecodeMenu, type DecodeMenuPlace } from './decode-menu';
import classes from './decode-tab.module.css';
import { ancestors, foldName, type TreeLine, treeLines, typedAhead } from './field-tree';
import { TreeRow } from './tree-row';

const ROW = 22;
/** Letters that follow each other this fast, in ms, are one word. */
const WORD_MS = 700;

interface DecodeTreeProps {
  readonly tree: DecodedRow;
  /** The field that is selected, by its place among all fields. */
  readonly selected: number | null;
  readonly onSelect: (at: number | null) => void;
  /** The pointer is over a field, or over none. */
  readonly onHover: (at: number | null) => void;
}

/** The fields of a row as the dissectors found them. */
export const DecodeTree = ({ tree, selected, onSelect, onHover }: DecodeTreeProps) => {
  const { t } = useTranslation('inspector');
  const folds = useFolds((state) => state.folds);
  const focus = useInspector(({ focus: asked }) => asked);
  const scroller = useRef<RowScrollerHandle>(null);
  const [menu, setMenu] = useState<DecodeMenuPlace | null>(null);
  const id = useId();
  const { fields, messageLayers } = tree;
  const lines = useMemo(() => treeLines(fields, messageLayers, folds), [fields, messageLayers, folds]);
  const current = selected === null ? -1 : lines.findIndex(({ at }) => at === selected);
  const lineId = (place: number): string => `${id}-${place}`;

  useFocusWish(focus, () => scroller.current?.focus());

  useEffect(() => {
    if (current >= 0) scroller.current?.reveal(current);
  }, [current]);

  // A field that is selected from elsewhere may stand in a branch that is folded.
  useEffect(() => {
    if (selected === null || current >= 0) return;
    for (const at of ancestors(fields, selected)) {
      const field = fields[at];
      if (field !== undefined) fold(foldName(field), true);
    }
  }, [selected, current, fields]);

  const select = (place: number): void => {
    const line = lines[Math.min(Math.max(0, place), lines.length - 1)];
    if (line !== undefined) onSelect(line.at);
  };
  const setOpen = ({ field }: TreeLine, open: boolean): void => fold(foldName(field), open);
  const toggle = (line: TreeLine): void => {
    if (line.branch !== null) setOpen(line, line.branch === 'folded');
  };
  const activate = (line: TreeLine): void => {
    if (line.field.row !== null) void goToRow(line.field.row);
    else toggle(line);
  };

  const typed = useRef({ word: '', at: 0 });
  const typeAhead = (letter: string, now: number): void => {
    const { word, at } = typed.current;
    const goesOn = now - at < WORD_MS && word !== '';
    const next = goesOn ? word + letter : letter;
    typed.current = { word: next, at: now };
    const found = typedAhead(lines, current + (goesOn ? 0 : 1), next);
    if (found >= 0) select(found);
  };

  const keys = (event: KeyboardEvent<HTMLDivElement>): void => {
    const line = lines[current];
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'c' && line !== undefined) {
      event.preventDefault();
      void copyText(fieldValue(line.field));
      return;
    }
    const opensMenu = event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10');
    if (opensMenu && line !== undefined) {
      event.preventDefault();
      // A menu closes with any key outside of it, and this one is still on its way up.
      event.stopPropagation();
      const box = document.getElementById(lineId(current))?.getBoundingClientRect();
      if (box !== undefined) setMenu({ x: box.left + 24, y: box.bottom, field: line.field });
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const space = scroller.current?.space();
    const to = space === undefined ? undefined : rowAfterKey(space, event.key, current);
    const parent = line === undefined ? undefined : ancestors(fields, line.at).at(-1);
    const act: Readonly<Record<string, (() => void) | undefined>> = {
      ArrowRight: () => {
        if (line?.branch === 'folded') setOpen(line, true);
        else if (line?.branch === 'open') select(current + 1);
      },
      ArrowLeft: () => {
        if (line?.branch === 'open') setOpen(line, false);
        else if (parent !== undefined) onSelect(parent);
      },
      Enter: () => line !== undefined && activate(line),
      ' ': () => line !== undefined && toggle(line),
      Escape: selected === null ? undefined : () => onSelect(null),
    };
    const action = to === undefined ? act[event.key] : () => select(to);
    const types = event.key.length === 1 && event.key !== ' ';
    if (action === undefined && !types) return;
    event.preventDefault();
    if (action !== undefined) action();
    else typeAhead(event.key, event.timeStamp);
  };

  const lineUnder = (target: EventTarget): { readonly line: TreeLine; readonly place: number } | null => {
    const row = target instanceof Element ? target.closest('[data-place]') : null;
    const place = row instanceof HTMLElement ? Number(row.dataset.place) : -1;
    const line = lines[place];
    return line === undefined ? null : { line, place };
  };

  const press = (event: PointerEvent<HTMLDivElement>): void => {
    const under = event.button === 0 ? lineUnder(event.target) : null;
    if (under === null) return;
    select(under.place);
    const folds = event.target instanceof Element && event.target.closest('[data-fold]') !== null;
    if (folds) toggle(under.line);
  };

  const openMenu = (event: MouseEvent<HTMLDivElement>): void => {
    event.preventDefault();
    const under = lineUnder(event.target);
    if (under === null) return;
    select(under.place);
    setMenu({ x: event.clientX, y: event.clientY, field: under.line.field });
  };

  return (
    <div className={classes.tree}>
      <RowScroller
        ref={scroller}
        count={lines.length}
        subject={`${tree.row} ${tree.packet}`}
        rowHeight={ROW}
        active={current < 0 ? null : current}
        rowId={lineId}
        barLabel={t('treeScrollbar')}
        role="tree"
        surface={{
          'aria-label': t('fields'),
          className: classes.surface ?? '',
          tabIndex: 0,
          onKeyDown: keys,
          onPointerDown: press,
          onPointerMove: (event) => onHover(lineUnder(event.target)?.line.at ?? null),
          onPointerLeave: () => onHover(null),
          onDoubleClick: (event) => {
            const under = lineUnder(event.target);
            if (under !== null) activate(under.line);
          },
          onContextMenu: openMenu,
        }}
        row={(place, y) => {
          const line = lines[place];
          return line === undefined ? null : (
            <TreeRow line={line} id={lineId(place)} place={place} y={y} selected={place === current} />
          );
        }}
      />
      <DecodeMenu
        place={menu}
        onClose={() => {
          setMenu(null);
          scroller.current?.focus();
        }}
      />
    </div>
  );
};
