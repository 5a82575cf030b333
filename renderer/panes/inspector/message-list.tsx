import { type KeyboardEvent, memo, useCallback, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { StreamMessage } from '../../../core/contract/stream-messages';
import { formatHex } from '../../../core/payload/hex';
import { previewBytes } from '../../../core/payload/preview';
import { useInspector } from '../../state/inspector';
import { messageAt, selectMessage, useLens, wantMessages } from '../../state/lens';
import { goToRow } from '../../state/log';
import { formatClock, formatFullTime } from '../../state/log-format';
import { useExplain } from '../../ui/explain';
import { useFormats } from '../../ui/format';
import { RowScroller, type RowScrollerHandle } from '../../ui/row-scroller';
import { rowAfterKey } from '../../ui/row-scroller-maths';
import { useFocusWish } from '../../ui/use-focus-wish';
import { MARK_WORDS, RowGlyph } from '../log/row-mark';
import classes from './message-list.module.css';
import type { StreamView } from './stream-lines';

const LINE = 22;

interface LineProps {
  readonly id: string;
  readonly number: number;
  /** Of all. */
  readonly messages: number;
  /** Undefined while it is on its way. */
  readonly message: StreamMessage | undefined;
  readonly view: StreamView;
  readonly y: number;
  readonly active: boolean;
  readonly onPick: (number: number) => void;
}

/** What a message says, or why it is none. */
const Content = ({ message, view }: { readonly message: StreamMessage; readonly view: StreamView }) => {
  const explain = useExplain();
  const { fault, preview, length } = message;
  if (fault !== null) return <span className={classes.fault}>{explain(fault).cause}</span>;
  if (view !== 'text') return formatHex(preview);
  let at = 0;
  return previewBytes(preview, length).map(({ escape: isEscape, text }) => {
    const key = at;
    at += text.length;
    return (
      <span key={key} data-escape={isEscape}>
        {text}
      </span>
    );
  });
};

const Line = memo(({ id, number, messages, message, view, y, active, onPick }: LineProps) => {
  const { t } = useTranslation('log');
  const { count } = useFormats();
  const clock =
    message === undefined
      ? ''
      : `${formatClock(message.first.seconds)}.${String(Math.floor(message.first.nanos / 1e6)).padStart(3, '0')}`;
  return (
    <div
      id={id}
      role="option"
      aria-posinset={number + 1}
      aria-setsize={messages}
      aria-selected={active}
      tabIndex={-1}
      className={classes.line}
      data-direction={message?.direction}
      style={{ transform: `translateY(${y}px)` }}
      onMouseDown={(event) => {
        // The list keeps the keyboard, not a cell of it.
        event.preventDefault();
        onPick(number);
      }}
      onDoubleClick={() => {
        if (message !== undefined) void goToRow(message.first.row);
      }}
    >
      <span className={classes.number}>
        {message !== undefined && <RowGlyph mark={message.direction} />}
        <span className={classes.hidden}>{message !== undefined && t(MARK_WORDS[message.direction])}</span>
        <span>{count(number + 1)}</span>
      </span>
      <span className={classes.time}>
        {message !== undefined && (
          <time title={formatFullTime(message.first.seconds, message.first.nanos)}>{clock}</time>
        )}
      </span>
      <span className={classes.length}>
        {message !== undefined && count(message.fault === null ? message.length : message.span)}
      </span>
      <span className={classes.content}>
        {message !== undefined && <Content message={message} view={view} />}
      </span>
    </div>
  );
});

/** The messages of a conversation, one a line; any number of them. */
export const MessageList = ({ view }: { readonly view: StreamView }) => {
  const { t } = useTranslation('inspector');
  const known = useLens((state) => state.known);
  const lens = useLens((state) => state.lens);
  const selected = useLens((state) => state.selected);
  const aimed = useLens((state) => state.aimed);
  const focus = useInspector(({ focus: asked }) => asked);
  const scroller = useRef<RowScrollerHandle>(null);
  const id = useId();
  const lineId = (line: number): string => `${id}-${line}`;
  const messages = known?.messages ?? 0;

  useFocusWish(focus, () => scroller.current?.focus());

  const seen = useRef(0);
  useEffect(() => {
    if (seen.current === aimed || selected === null) return;
    seen.current = aimed;
    scroller.current?.reveal(selected, true);
  }, [aimed, selected]);

  const pick = useCallback((number: number): void => {
    selectMessage(number);
    scroller.current?.focus();
  }, []);

  const keys = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || messages === 0) return;
    const at = selected ?? -1;
    if (event.key === 'Enter') {
      const message = messageAt(known, at);
      if (message === undefined) return;
      event.preventDefault();
      void goToRow(event.shiftKey ? message.last.row : message.first.row);
      return;
    }
    const space = scroller.current?.space();
    const number = space === undefined ? undefined : rowAfterKey(space, event.key, at);
    if (number === undefined) return;
    event.preventDefault();
    selectMessage(number);
    scroller.current?.reveal(number);
  };

  return (
    <div className={classes.frame}>
      <RowScroller
        ref={scroller}
        count={messages}
        subject={lens === null ? 'none' : JSON.stringify(lens)}
        rowHeight={LINE}
        active={selected}
        rowId={lineId}
        barLabel={t('messagesScrollbar')}
        role="listbox"
        onRange={({ first, end }) => wantMessages(first, end)}
        surface={{
          'aria-label': t('messages'),
          tabIndex: 0,
          onKeyDown: keys,
        }}
        over={
          known !== null && messages === 0 ? <p className={classes.none}>{t('messagesNone')}</p> : undefined
        }
        row={(number, y) => (
          <Line
            id={lineId(number)}
            number={number}
            messages={messages}
            message={messageAt(known, number)}
            view={view}
            y={y}
            active={number === selected}
            onPick={pick}
          />
        )}
      />
    </div>
  );
};
