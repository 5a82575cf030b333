import { Menu } from '@mantine/core';
import {
  IconArrowBarToDown,
  IconArrowBarToUp,
  IconArrowDown,
  IconArrowUp,
  IconDownload,
} from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LogRow } from '../../../core/contract/log';
import type { StreamForm, StreamSide } from '../../../core/contract/stream';
import { ENCODINGS } from '../../../core/contract/text';
import { ENCODING_NAMES } from '../../../core/payload/encodings';
import { useInspector } from '../../state/inspector';
import { goToRow } from '../../state/log';
import { updateSettings, useSettings } from '../../state/settings';
import {
  conversationOf,
  findInStream,
  followStream,
  moveStream,
  needleOf,
  openStream,
  saveStream,
  stopStreamFind,
  typeStreamNeedle,
  useStream,
} from '../../state/stream';
import { Button, IconButton } from '../../ui/button';
import { FailureNote } from '../../ui/failure-note';
import { Field, FieldNote } from '../../ui/field';
import { useFormats } from '../../ui/format';
import { PickList } from '../../ui/pick-list';
import { RowScroller, type RowScrollerHandle } from '../../ui/row-scroller';
import { rowAfterKey } from '../../ui/row-scroller-maths';
import { useWidth } from '../../ui/row-scroller-size';
import { Segmented } from '../../ui/segmented';
import { useFocusWish } from '../../ui/use-focus-wish';
import { useCharWidth } from './char-width';
import { LensPicker, StreamMessagesView, useLensFraming } from './stream-lens';
import { StreamLine } from './stream-line';
import { bytesPerLine, lineAt, type StreamView, streamLines } from './stream-lines';
import classes from './stream-tab.module.css';

const LINE = 20;
/** Sign and row number, and room at the right for the scrollbar. */
const GUTTER = 76;
const SCROLLBAR = 20;

const ENCODING_CHOICES = ENCODINGS.map((value) => ({ value, label: ENCODING_NAMES[value] }));

const SAVES = [
  { form: 'text', side: 'both', word: 'streamSaveText' },
  { form: 'hexDump', side: 'both', word: 'streamSaveHex' },
  { form: 'raw', side: 'both', word: 'streamSaveRaw' },
  { form: 'raw', side: 'in', word: 'streamSaveRawIn' },
  { form: 'raw', side: 'out', word: 'streamSaveRawOut' },
] as const satisfies readonly { form: StreamForm; side: StreamSide; word: string }[];

const SaveMenu = () => {
  const { t } = useTranslation('inspector');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button look="quiet" icon={IconDownload}>
          {t('streamSave')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {SAVES.map(({ form, side, word }) => (
          <Menu.Item key={word} onClick={() => void saveStream(form, side)}>
            {t(word)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};

const Search = () => {
  const { t } = useTranslation('inspector');
  const { typed, looking, none } = useStream();
  const keys = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      void findInStream(event.shiftKey ? 'previous' : 'next');
    } else if (event.key === 'Escape' && looking) {
      event.preventDefault();
      void stopStreamFind();
    }
  };
  return (
    <>
      <Field
        label={t('streamFind')}
        placeholder={t('streamFindHint')}
        mono
        value={typed}
        onChange={typeStreamNeedle}
        onKeyDown={keys}
        after={
          looking ? (
            <FieldNote>{t('streamLooking')}</FieldNote>
          ) : none ? (
            <FieldNote>{t('streamNone')}</FieldNote>
          ) : null
        }
      />
      <IconButton
        icon={IconArrowUp}
        label={t('streamPrevious')}
        onClick={() => void findInStream('previous')}
        quiet
      />
      <IconButton
        icon={IconArrowDown}
        label={t('streamNext')}
        onClick={() => void findInStream('next')}
        quiet
      />
    </>
  );
};

/** Which part of a long conversation is shown, and the way to the others. */
const Parts = () => {
  const { t } = useTranslation('inspector');
  const formats = useFormats();
  const shown = useStream((state) => state.window);
  if (shown === null) return null;
  const { start, bytes, bytesIn, bytesOut, messages, atEnd } = shown;
  const whole = start === 0 && atEnd;
  const go = (to: Parameters<typeof moveStream>[0]) => (): void => void moveStream(to);
  return (
    <div className={classes.parts}>
      <span>
        {t('streamMessages', { count: messages, shown: formats.count(messages) })}
        {' · '}
        <span data-direction="in">{t('streamIn', { size: formats.bytes(bytesIn) })}</span>
        {' · '}
        <span data-direction="out">{t('streamOut', { size: formats.bytes(bytesOut) })}</span>
      </span>
      {!whole && (
        <span className={classes.moves}>
          <span>
            {t('streamPart', {
              from: formats.bytes(start),
              to: formats.bytes(start + bytes.length),
              total: formats.bytes(bytesIn + bytesOut),
            })}
          </span>
          <IconButton
            icon={IconArrowBarToUp}
            label={t('streamStart')}
            disabled={start === 0}
            onClick={go('start')}
            quiet
          />
          <IconButton
            icon={IconArrowUp}
            label={t('streamEarlier')}
            disabled={start === 0}
            onClick={go('earlier')}
            quiet
          />
          <IconButton
            icon={IconArrowDown}
            label={t('streamLater')}
            disabled={atEnd}
            onClick={go('later')}
            quiet
          />
          <IconButton
            icon={IconArrowBarToDown}
            label={t('streamEnd')}
            disabled={atEnd}
            onClick={go('end')}
            quiet
          />
        </span>
      )}
    </div>
  );
};

const Lines = ({ view }: { readonly view: StreamView }) => {
  const { t } = useTranslation('inspector');
  const shown = useStream((state) => state.window);
  const target = useStream((state) => state.target);
  const match = useStream((state) => state.match);
  const typed = useStream((state) => state.typed);
  const encoding = useSettings(({ settings }) => settings.textEncoding);
  const focus = useInspector(({ focus: asked }) => asked);
  const [active, setActive] = useState<number | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  const scroller = useRef<RowScrollerHandle>(null);
  const width = useWidth(frame);
  const charWidth = useCharWidth(frame);
  const columns = Math.max(8, Math.floor((width - GUTTER - SCROLLBAR) / charWidth));
  const perLine = bytesPerLine(view, columns);
  const lines = useMemo(
    () => (shown === null ? [] : streamLines(shown, view, encoding, columns, perLine)),
    [shown, view, encoding, columns, perLine],
  );
  const id = useId();
  const lineId = (line: number): string => `${id}-${line}`;

  useFocusWish(focus, () => scroller.current?.focus());

  const needle = useMemo(() => needleOf(typed), [typed]);
  const word = needle?.isText === true ? typed.toLowerCase() : '';
  const found = match === null || shown === null ? -1 : match.offset - shown.start;

  // Laid out anew, the line stays on the bytes that it was on.
  const laid = useRef({ lines, start: 0 });
  useEffect(() => {
    const before = laid.current;
    const start = shown?.start ?? 0;
    laid.current = { lines, start };
    if (before.lines === lines) return;
    setActive((line) => {
      const old = line === null ? undefined : before.lines[line];
      const same = line === null ? undefined : lines[line];
      if (line === null || old === undefined) return line;
      if (same?.piece.row === old.piece.row && same.from === old.from && same.first === old.first)
        return line;
      return lines.length === 0 ? null : lineAt(lines, before.start + old.from - start, null);
    });
  }, [lines, shown]);

  // Only when somebody asks for a place: what is read anew meanwhile moves nothing.
  const aimed = useRef(-1);
  useEffect(() => {
    if (shown === null || lines.length === 0 || aimed.current === target.version) return;
    aimed.current = target.version;
    const line = lineAt(lines, target.offset - shown.start, match === null ? null : word);
    setActive(line);
    scroller.current?.reveal(line, true);
  }, [target, lines, shown, match, word]);

  const keys = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || lines.length === 0) return;
    const at = active ?? -1;
    if (event.key === 'Enter') {
      const line = lines[at];
      if (line === undefined) return;
      event.preventDefault();
      void goToRow(line.piece.row);
      return;
    }
    const space = scroller.current?.space();
    const line = space === undefined ? undefined : rowAfterKey(space, event.key, at);
    if (line === undefined) return;
    event.preventDefault();
    setActive(line);
    scroller.current?.reveal(line);
  };

  return (
    <div ref={frame} className={classes.frame}>
      <RowScroller
        ref={scroller}
        count={lines.length}
        subject={shown === null ? 'none' : 'stream'}
        rowHeight={LINE}
        active={active}
        rowId={lineId}
        barLabel={t('streamScrollbar')}
        role="group"
        surface={{
          'aria-label': t('stream'),
          className: classes.surface ?? '',
          tabIndex: 0,
          onKeyDown: keys,
        }}
        row={(index, y) => {
          const line = lines[index];
          return line === undefined || shown === null ? null : (
            <StreamLine
              id={lineId(index)}
              line={line}
              bytes={shown.bytes}
              view={view}
              perLine={perLine}
              y={y}
              active={index === active}
              word={word}
              foundFrom={found}
              foundTo={found < 0 ? found : found + (needle?.bytes.length ?? 0)}
            />
          );
        }}
      />
    </div>
  );
};

/** The conversation of the selected row, from its first byte to its last; only a part of a long one is held. */
export const StreamTab = ({ row }: { readonly row: LogRow }) => {
  const { t } = useTranslation('inspector');
  const view = useSettings(({ settings }) => settings.streamView);
  const encoding = useSettings(({ settings }) => settings.textEncoding);
  const failure = useStream((state) => state.failure);
  const isCut = useLensFraming(row) !== null;
  const has = conversationOf(row) !== null;
  // A row that is read again while it is selected is no reason to move.
  const { row: number, flow, endpoint } = row;
  useEffect(() => {
    void openStream({ row: number, flow, endpoint });
  }, [number, flow, endpoint]);
  useEffect(followStream, []);
  if (!has) return <p className={classes.empty}>{t('streamNoConversation')}</p>;
  return (
    <div className={classes.tab}>
      <div className={classes.tools}>
        <Segmented
          label={t('streamView')}
          choices={[
            { value: 'text', label: t('streamAsText') },
            { value: 'hex', label: t('streamAsHex') },
            { value: 'both', label: t('streamAsBoth') },
          ]}
          value={view}
          onChange={(streamView) => void updateSettings({ streamView })}
        />
        {view === 'text' && !isCut && (
          <PickList
            label={t('encoding')}
            choices={ENCODING_CHOICES}
            value={encoding}
            onChange={(textEncoding) => void updateSettings({ textEncoding })}
          />
        )}
        <LensPicker row={row} />
        <span className={classes.grow} />
        <SaveMenu />
      </div>
      {isCut ? (
        <StreamMessagesView row={row} view={view} />
      ) : (
        <>
          <div className={classes.tools}>
            <Search />
          </div>
          {failure !== null && <FailureNote failure={failure} />}
          <Lines view={view} />
          <Parts />
        </>
      )}
    </div>
  );
};
