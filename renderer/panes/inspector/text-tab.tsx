import { IconBraces, IconCopy, IconTextWrap } from '@tabler/icons-react';
import { memo, useEffect, useMemo, useReducer, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LogRow } from '../../../core/contract/log';
import { ENCODINGS } from '../../../core/contract/text';
import { decodeLossy, ENCODING_NAMES } from '../../../core/payload/encodings';
import { prettyPrint } from '../../../core/payload/pretty';
import { useInspector } from '../../state/inspector';
import { copyPayload, copyText, MOST_COPIED_BYTES } from '../../state/inspector-copy';
import { updateSettings, useSettings } from '../../state/settings';
import { Button } from '../../ui/button';
import { FailureNote } from '../../ui/failure-note';
import { useFormats } from '../../ui/format';
import { PickList } from '../../ui/pick-list';
import { RowScroller, type RowScrollerHandle } from '../../ui/row-scroller';
import { useWidth } from '../../ui/row-scroller-size';
import { useFocusWish } from '../../ui/use-focus-wish';
import { useCharWidth } from './char-width';
import { TextDocument } from './text-document';
import { LONGEST_ROW, type TextRow } from './text-flow';
import classes from './text-tab.module.css';
import { useTextBytes } from './use-text-bytes';

const LINE = 20;
const PADDING = 12;
const GUTTER_GAP = 12;
const SCROLLBAR = 14;

const CHOICES = ENCODINGS.map((value) => ({ value, label: ENCODING_NAMES[value] }));

interface LineProps {
  readonly row: TextRow;
  readonly y: number;
  readonly gutter: number;
}

const Line = memo(({ row, y, gutter }: LineProps) => {
  let at = 0;
  return (
    <div className={classes.line} style={{ transform: `translateY(${y}px)`, paddingLeft: gutter }}>
      <span className={classes.number} style={{ width: gutter - GUTTER_GAP }} aria-hidden>
        {row.line}
      </span>
      {row.tokens.map(({ kind, text }) => {
        const key = at;
        at += text.length;
        return kind === 'text' ? (
          text
        ) : (
          <span key={key} data-kind={kind}>
            {text}
          </span>
        );
      })}
    </div>
  );
});

/** A message as text in a chosen encoding. Only ever text: nothing of it is read as markup. */
export const TextTab = ({ row }: { readonly row: Extract<LogRow, { readonly kind: 'data' }> }) => {
  const { t } = useTranslation('inspector');
  const formats = useFormats();
  const encoding = useSettings(({ settings }) => settings.textEncoding);
  const [wrap, setWrap] = useState(true);
  const [wantsPretty, setPretty] = useState(true);
  const shown = useTextBytes(row.row, row.length);
  const { bytes } = shown;
  const complete = bytes.length >= shown.length;
  const focus = useInspector(({ focus: asked }) => asked);

  const frame = useRef<HTMLDivElement>(null);
  const scroller = useRef<RowScrollerHandle>(null);
  useFocusWish(focus, () => scroller.current?.focus());
  const width = useWidth(frame);
  const charWidth = useCharWidth(frame);

  const pretty = useMemo(
    () => (complete ? prettyPrint(decodeLossy(bytes, encoding)) : null),
    [complete, bytes, encoding],
  );
  const printed = wantsPretty ? pretty : null;

  // Three digits are room for 999 lines; a longer text gets a wider margin at once and not line by line.
  const digits = bytes.length > 20_000 ? 6 : 3;
  const gutter = PADDING + digits * charWidth + GUTTER_GAP;
  const columns = wrap ? Math.floor((width - gutter - SCROLLBAR) / charWidth) : LONGEST_ROW;
  const document = useMemo(
    () => new TextDocument(shown.row, encoding, columns, printed === null),
    [shown.row, encoding, columns, printed],
  );
  const more = printed === null ? document.take(bytes, shown.length) : document.takeText(printed.text);
  const { flow } = document;
  const [, goOn] = useReducer((n: number) => n + 1, 0);
  useEffect(() => {
    if (!more) return;
    const frame = requestAnimationFrame(goOn);
    return () => cancelAnimationFrame(frame);
  });

  const copy = (): void => {
    if (printed !== null) void copyText(printed.text);
    else void copyPayload(row.row, { start: 0, end: row.length }, 'text', encoding);
  };
  const rest = shown.current && bytes.length < row.length;
  return (
    <div className={classes.tab}>
      <div className={classes.tools}>
        <PickList
          label={t('encoding')}
          choices={CHOICES}
          value={encoding}
          onChange={(textEncoding) => void updateSettings({ textEncoding })}
        />
        <Button
          icon={IconTextWrap}
          aria-pressed={wrap}
          aria-label={t('wrap')}
          look="quiet"
          onClick={() => setWrap(!wrap)}
        >
          <span className={classes.name}>{t('wrap')}</span>
        </Button>
        {pretty !== null && (
          <Button
            icon={IconBraces}
            aria-pressed={wantsPretty}
            look="quiet"
            onClick={() => setPretty(!wantsPretty)}
          >
            {t(pretty.kind === 'json' ? 'prettyJson' : 'prettyXml')}
          </Button>
        )}
        {flow.invalid > 0 && (
          <span className={classes.invalid}>
            {t('invalid', {
              count: flow.invalid,
              shown: formats.count(flow.invalid),
              encoding: ENCODING_NAMES[encoding],
            })}
          </span>
        )}
        <span className={classes.grow} />
        <Button
          icon={IconCopy}
          look="quiet"
          aria-label={t('copyAll')}
          disabled={row.length > MOST_COPIED_BYTES}
          onClick={copy}
        >
          <span className={classes.name}>{t('copyAll')}</span>
        </Button>
      </div>
      {shown.failure !== null && <FailureNote failure={shown.failure} />}
      <div ref={frame} className={classes.frame}>
        <RowScroller
          ref={scroller}
          count={flow.rows.length}
          subject={shown.row}
          rowHeight={LINE}
          {...(wrap ? {} : { contentWidth: gutter + flow.longest * charWidth + SCROLLBAR })}
          barLabel={t('scrollbar')}
          role="group"
          surface={{ 'aria-label': t('text'), className: classes.surface ?? '', tabIndex: 0 }}
          over={row.length === 0 && <p className={classes.empty}>{t('emptyPayload')}</p>}
          row={(index, y) => {
            const line = flow.rows[index];
            return line === undefined ? null : <Line row={line} y={y} gutter={gutter} />;
          }}
        />
      </div>
      {rest && (
        <div className={classes.more}>
          <span>
            {t('shownOf', { shown: formats.bytes(bytes.length), total: formats.bytes(row.length) })}
          </span>
          <Button onClick={shown.more}>{t('showMore')}</Button>
        </div>
      )}
    </div>
  );
};
