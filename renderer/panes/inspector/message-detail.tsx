import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ok } from '../../../core/contract/result';
import type { RowMoment } from '../../../core/contract/stream-messages';
import { copyFrom } from '../../state/inspector-copy';
import { messageAt, useLens } from '../../state/lens';
import { goToRow } from '../../state/log';
import { formatClock } from '../../state/log-format';
import { useSettings } from '../../state/settings';
import { Button } from '../../ui/button';
import { useExplain } from '../../ui/explain';
import { useFormats } from '../../ui/format';
import type { HexBytes } from './hex-bytes';
import type { HexSelection } from './hex-selection';
import { HexView } from './hex-view';
import classes from './message-list.module.css';

const clockOf = ({ seconds, nanos }: RowMoment): string =>
  `${formatClock(seconds)}.${String(Math.floor(nanos / 1000)).padStart(6, '0')}`;

/** The selected message: when it came, in which rows, why it is none, and its bytes. */
export const MessageDetail = () => {
  const { t } = useTranslation('inspector');
  const { count } = useFormats();
  const explain = useExplain();
  const encoding = useSettings(({ settings }) => settings.textEncoding);
  const selected = useLens((state) => state.selected);
  const message = useLens(({ known }) => (selected === null ? undefined : messageAt(known, selected)));
  const held = useLens((state) => state.bytes);
  const [made, setMade] = useState<{ readonly of: number | null; readonly selection: HexSelection | null }>({
    of: null,
    selection: null,
  });
  const bytes = useMemo<HexBytes | null>(() => {
    if (held === null || held.number !== selected) return null;
    const all = held.bytes;
    return {
      subject: `message ${held.number}`,
      length: all.length,
      at: (start, end) => all.subarray(start, end),
      want: () => undefined,
      copy: (range, form) =>
        void copyFrom(
          async ({ offset, length }) =>
            ok({ bytes: all.subarray(offset, offset + length), total: all.length }),
          range,
          form,
          encoding,
        ),
    };
  }, [held, selected, encoding]);
  if (message === undefined) return null;
  const { number, fault, first, last, span, length } = message;
  const words = fault === null ? null : explain(fault);
  return (
    <section className={classes.detail} aria-label={t('message')}>
      <div className={classes.head} data-selectable>
        <b>{t('messageNumber', { number: count(number + 1) })}</b>
        <span>
          {fault === null && span !== length
            ? t('messageSpan', { length: count(length), span: count(span) })
            : t('bytesLength', { count: span, shown: count(span) })}
        </span>
        <span className={classes.mono}>
          {first.row === last.row ? clockOf(first) : `${clockOf(first)} – ${clockOf(last)}`}
        </span>
        <span className={classes.rows}>
          <Button look="quiet" onClick={() => void goToRow(first.row)}>
            {t('messageRow', { row: count(first.row + 1) })}
          </Button>
          {last.row !== first.row && (
            <Button look="quiet" onClick={() => void goToRow(last.row)}>
              {t('messageLastRow', { row: count(last.row + 1) })}
            </Button>
          )}
        </span>
      </div>
      {words !== null && (
        <p className={classes.reason} role="alert">
          {words.cause} <span>{words.advice}</span>
        </p>
      )}
      {bytes !== null && bytes.length > 0 && (
        <HexView
          bytes={bytes}
          selection={made.of === number ? made.selection : null}
          onSelection={(selection) => setMade({ of: number, selection })}
          takesFocus={false}
        />
      )}
    </section>
  );
};
