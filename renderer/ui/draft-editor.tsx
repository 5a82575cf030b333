import { type KeyboardEvent, type Ref, useMemo, useRef } from 'react';
import { escapeSpans } from '../../core/payload/escapes';
import styles from './draft-editor.module.css';
import { cutAtMarks, withError } from './marks';

/** Longer texts are shown without highlighting: a span for every escape of a megabyte would slow down typing. */
const MOST_HIGHLIGHTED = 20_000;

interface DraftEditorProps {
  /** The accessible name. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Escapes are read, and drawn so. */
  readonly escapes: boolean;
  /** Where the text cannot be understood, in UTF-16 code units. */
  readonly error: { readonly at: number; readonly length: number } | null;
  /** What describes the error. */
  readonly errorId?: string | undefined;
  readonly placeholder: string;
  /** As high as its text, from one line up to a few, instead of filling its box. */
  readonly grows?: boolean;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
  readonly ref?: Ref<HTMLTextAreaElement>;
}

/**
 * A text box that shows escapes and errors in place: a transparent textarea over a copy of its text that carries the
 * colours. Both have the same metrics and scroll together.
 */
export const DraftEditor = ({
  label,
  value,
  onChange,
  escapes,
  error,
  errorId,
  placeholder,
  grows = false,
  onKeyDown,
  ref,
}: DraftEditorProps) => {
  const backdrop = useRef<HTMLDivElement>(null);
  const highlighted = value.length <= MOST_HIGHLIGHTED;
  const parts = useMemo(
    () => (highlighted ? cutAtMarks(value, withError(escapes ? escapeSpans(value) : [], error)) : []),
    [value, highlighted, escapes, error],
  );
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
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onScroll={({ currentTarget: area }) => {
          backdrop.current?.scrollTo(area.scrollLeft, area.scrollTop);
        }}
      />
    </div>
  );
};
