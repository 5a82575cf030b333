import {
  type ClipboardEvent,
  type KeyboardEvent,
  type RefObject,
  type SyntheticEvent,
  useId,
  useMemo,
  useRef,
} from 'react';
import { useTranslation } from 'react-i18next';
import { draftMarks } from '../../core/template/highlight';
import type { Notation } from '../../core/template/scan';
import { caretPlace } from './caret-place';
import { CompletionList } from './completion-list';
import styles from './draft-editor.module.css';
import { cutAtMarks, withError } from './marks';
import { useOptionNote } from './option-note';
import { useCompletion } from './use-completion';

/** Longer texts are shown without highlighting: a span for every escape of a megabyte would slow down typing. */
const MOST_HIGHLIGHTED = 20_000;

interface DraftEditorProps {
  /** The accessible name. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Which escapes and expressions are read, drawn and completed. */
  readonly notation: Notation;
  /** Where the text cannot be understood, in UTF-16 code units. */
  readonly error: { readonly at: number; readonly length: number } | null;
  /** What describes the error. */
  readonly errorId?: string | undefined;
  readonly placeholder: string;
  /** As high as its text, from one line up to a few, instead of filling its box. */
  readonly grows?: boolean;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
  /** Copying, cutting and pasting. */
  readonly onClipboard?: (event: ClipboardEvent<HTMLTextAreaElement>) => void;
  readonly onSelect?: (event: SyntheticEvent<HTMLTextAreaElement>) => void;
  readonly ref: RefObject<HTMLTextAreaElement | null>;
}

/**
 * A text box that shows escapes and errors in place: a transparent textarea over a copy of its text that carries the
 * colours. Both have the same metrics and scroll together.
 */
export const DraftEditor = ({
  label,
  value,
  onChange,
  notation,
  error,
  errorId,
  placeholder,
  grows = false,
  onKeyDown,
  onClipboard,
  onSelect,
  ref,
}: DraftEditorProps) => {
  const { t } = useTranslation('template');
  const noteOf = useOptionNote();
  const listId = useId();
  const backdrop = useRef<HTMLDivElement>(null);
  const completing = useCompletion(value, notation, ref);
  const { options, active } = completing;
  const highlighted = value.length <= MOST_HIGHLIGHTED;
  const parts = useMemo(
    () => (highlighted ? cutAtMarks(value, withError(draftMarks(value, notation), error)) : []),
    [value, highlighted, notation, error],
  );
  const place =
    options.length > 0 && backdrop.current !== null ? caretPlace(backdrop.current, completing.from) : null;
  return (
    <div className={styles.editor} data-grows={grows} data-highlighted={highlighted}>
      {highlighted && (
        <div ref={backdrop} className={styles.backdrop} aria-hidden="true">
          {parts.map((part) =>
            part.kind === null ? (
              part.text
            ) : (
              <span key={part.start} data-mark={part.kind}>
                {part.text}
              </span>
            ),
          )}
          {/* A last line break is only drawn when something follows it. */}
          {'\u200b'}
        </div>
      )}
      <textarea
        ref={ref}
        className={styles.area}
        aria-label={label}
        aria-invalid={error !== null}
        aria-describedby={error === null ? undefined : errorId}
        value={value}
        placeholder={placeholder}
        rows={1}
        spellCheck={false}
        autoComplete="off"
        aria-autocomplete="list"
        aria-controls={place === null ? undefined : listId}
        aria-activedescendant={place === null || active < 0 ? undefined : `${listId}-${active}`}
        onChange={({ currentTarget: area, nativeEvent }) => {
          onChange(area.value);
          if (isTyping(nativeEvent)) completing.onTyped(area.selectionStart);
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || !completing.onKey(event)) onKeyDown?.(event);
          else event.preventDefault();
        }}
        onPaste={onClipboard}
        onCopy={onClipboard}
        onCut={onClipboard}
        onSelect={onSelect}
        onBlur={completing.close}
        onMouseDown={completing.close}
        onScroll={({ currentTarget: area }) => {
          backdrop.current?.scrollTo(area.scrollLeft, area.scrollTop);
        }}
      />
      {place !== null && (
        <CompletionList
          id={listId}
          label={t('completions')}
          entries={options.map((option) => ({ label: option.label, note: noteOf(option) }))}
          active={active}
          onTake={completing.take}
          at={place}
        />
      )}
    </div>
  );
};

/** An edit of one character or so, and not one that was pasted, undone or made by a menu. */
const isTyping = (event: Event): boolean =>
  event instanceof InputEvent &&
  /^(?:insertText|insertCompositionText|deleteContentBackward|deleteContentForward)$/.test(event.inputType);
