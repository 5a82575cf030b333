import { IconChevronLeft, IconChevronRight, IconX } from '@tabler/icons-react';
import {
  type ClipboardEvent,
  type ComponentProps,
  type KeyboardEvent,
  type Ref,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './button';
import { DraftEditor } from './draft-editor';
import { useFormats } from './format';
import styles from './long-draft-editor.module.css';
import { LONG_TEXT, partAfter, partAt, partBefore, partIn, type TextPart } from './text-parts';

/** Takes the caret to a place of the whole text and selects from there. */
export type GoToPlace = (at: number, length: number) => void;

interface LongDraftEditorProps extends ComponentProps<typeof DraftEditor> {
  readonly goTo: Ref<GoToPlace>;
}

/** A draft of any length: a long one is edited a part at a time, which keeps each key quick. */
export const LongDraftEditor = ({ goTo, value, onChange, error, ref, ...rest }: LongDraftEditorProps) => {
  const { t } = useTranslation('composer');
  const { count } = useFormats();
  const long = value.length > LONG_TEXT;
  const [chosen, choose] = useState<TextPart>({ start: 0, end: 0 });
  /** Ctrl+A means all of the text, though the box holds a part of it. */
  const [all, setAll] = useState(false);
  const part = long ? partIn(value, chosen) : { start: 0, end: value.length };
  const wanted = useRef<{ readonly at: number; readonly length: number } | null>(null);

  const select: GoToPlace = (at, length) => {
    wanted.current = { at, length };
    setAll(false);
    if (at < part.start || at >= part.end) choose(partAt(value, at));
    else place();
  };
  const place = (): void => {
    if (wanted.current === null || ref.current === null) return;
    const { at, length } = wanted.current;
    wanted.current = null;
    ref.current.setSelectionRange(at - part.start, at - part.start + length);
    // A box scrolls to its selection when it gets the focus, and only then.
    ref.current.blur();
    ref.current.focus();
  };
  useImperativeHandle(goTo, () => select);
  useLayoutEffect(place);

  const commit = (text: string, next: TextPart, caret: number): void => {
    const fitting = partIn(text, next, caret);
    // Where the box is given another text than it has, its caret would jump to the end.
    const shown = text.length > LONG_TEXT ? text.slice(fitting.start, fitting.end) : text;
    if (shown !== ref.current?.value) wanted.current = { at: caret, length: 0 };
    choose(fitting);
    setAll(false);
    onChange(text);
  };
  const edit = (typed: string): void => {
    const { start, end } = all ? { start: 0, end: value.length } : part;
    const caret = start + (ref.current?.selectionStart ?? typed.length);
    const text = value.slice(0, start) + typed + value.slice(end);
    commit(text, { start, end: start + typed.length }, caret);
  };
  const clipboard = (event: ClipboardEvent<HTMLTextAreaElement>): void => {
    const { start, end } = all ? { start: 0, end: value.length } : part;
    if (event.type === 'paste') {
      const pasted = event.clipboardData.getData('text/plain').replace(/\r\n?/g, '\n');
      // What would make the text long is not laid out as a whole even once.
      if (value.length + pasted.length <= LONG_TEXT) return;
      const { selectionStart, selectionEnd } = event.currentTarget;
      const from = all ? start : start + selectionStart;
      const to = all ? end : start + selectionEnd;
      const text = value.slice(0, from) + pasted + value.slice(to);
      event.preventDefault();
      commit(text, partAt(text, from + pasted.length), from + pasted.length);
    } else if (all) {
      event.clipboardData.setData('text/plain', value);
      event.preventDefault();
      if (event.type === 'cut') commit('', { start: 0, end: 0 }, 0);
    }
  };
  const step = (to: TextPart | null): void => {
    if (to !== null) select(to.start, 0);
  };
  const keys = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (long) {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a') setAll(true);
      const move = { PageDown: partAfter, PageUp: partBefore }[event.key];
      if (event.altKey && move !== undefined) {
        event.preventDefault();
        step(move(value, part));
        return;
      }
    }
    rest.onKeyDown?.(event);
  };

  const { start, end } = part;
  const inPart = error !== null && error.at >= start && error.at < end;
  return (
    <div className={styles.whole}>
      {long && (
        <div className={styles.bar}>
          <span className={styles.place}>
            {all
              ? t('allSelected', { shown: count(value.length) })
              : t('partShown', { from: count(start + 1), to: count(end), total: count(value.length) })}
          </span>
          <IconButton
            icon={IconChevronLeft}
            label={t('partBefore')}
            hint={t('partBeforeHint')}
            disabled={start === 0}
            onClick={() => step(partBefore(value, part))}
            quiet
            small
          />
          <IconButton
            icon={IconChevronRight}
            label={t('partAfter')}
            hint={t('partAfterHint')}
            disabled={end === value.length}
            onClick={() => step(partAfter(value, part))}
            quiet
            small
          />
          <IconButton
            icon={IconX}
            label={t('clearText')}
            onClick={() => commit('', { start: 0, end: 0 }, 0)}
            quiet
            small
          />
        </div>
      )}
      <DraftEditor
        {...rest}
        ref={ref}
        value={long ? value.slice(start, end) : value}
        onChange={edit}
        error={error === null || !long ? error : inPart ? { ...error, at: error.at - start } : ELSEWHERE}
        onKeyDown={keys}
        onClipboard={clipboard}
        onSelect={({ currentTarget: { selectionStart, selectionEnd, textLength } }) => {
          if (all && (selectionStart !== 0 || selectionEnd !== textLength)) setAll(false);
        }}
      />
    </div>
  );
};

/** In another part: the text is wrong, but not here. */
const ELSEWHERE = { at: 0, length: 0 };
