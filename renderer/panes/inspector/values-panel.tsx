import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { interpret, type Reading, type ReadingKind } from '../../../core/payload/interpret';
import { bytesAt, useInspector } from '../../state/inspector';
import { copyText } from '../../state/inspector-copy';
import { useFormats } from '../../ui/format';
import { Tip } from '../../ui/tip';
import { CopyMenu } from './copy-menu';
import type { ByteRange } from './hex-selection';
import { groupReadings, readingWidths } from './readings';
import classes from './values-panel.module.css';

const NAMES = {
  unsigned: 'readingUnsigned',
  signed: 'readingSigned',
  float: 'readingFloat',
  unixSeconds: 'readingUnixSeconds',
  unixMilliseconds: 'readingUnixMilliseconds',
  unixMicroseconds: 'readingUnixMicroseconds',
  unixNanoseconds: 'readingUnixNanoseconds',
  ntp: 'readingNtp',
  fileTime: 'readingFileTime',
  dosDateTime: 'readingDosDateTime',
} as const satisfies Readonly<Record<ReadingKind, string>>;

interface ValueProps {
  readonly reading: Reading | undefined;
  readonly copied: boolean;
  readonly onCopy: (reading: Reading) => void;
}

const Value = ({ reading, copied, onCopy }: ValueProps) => {
  const { t } = useTranslation('inspector');
  if (reading === undefined) return <td />;
  return (
    <td>
      <Tip label={copied ? t('copied') : t('copyValue')}>
        <button type="button" className={classes.value} onClick={() => onCopy(reading)}>
          {reading.value}
        </button>
      </Tip>
    </td>
  );
};

interface ValuesPanelProps {
  readonly row: number;
  readonly length: number;
  /** Null: nothing is selected. */
  readonly range: ByteRange | null;
}

/** The selected bytes as numbers and times. A single byte stands for what begins at it. */
export const ValuesPanel = ({ row, length, range }: ValuesPanelProps) => {
  const { t } = useTranslation('inspector');
  const { count: format } = useFormats();
  useInspector(({ version }) => version);
  const [copied, setCopied] = useState<Reading | null>(null);
  useEffect(() => {
    if (copied === null) return;
    const timer = setTimeout(() => setCopied(null), 1500);
    return () => clearTimeout(timer);
  }, [copied]);

  const size = range === null ? 0 : range.end - range.start;
  const copy = (reading: Reading): void => {
    void copyText(reading.value);
    setCopied(reading);
  };
  const widths = range === null ? [] : readingWidths(size, length - range.start);
  const readings =
    range === null
      ? []
      : widths.flatMap((bytes) => {
          const slice = bytesAt(range.start, range.start + bytes);
          return slice === null ? [] : interpret(slice);
        });
  const rows = groupReadings(readings);
  const where =
    range === null
      ? t('noSelection')
      : t('selected', {
          count: size,
          shown: format(size),
          at: format(range.start),
          from: range.start.toString(16).toUpperCase(),
          to: (range.end - 1).toString(16).toUpperCase(),
        });
  return (
    <section className={classes.panel} aria-label={t('values')}>
      <div className={classes.head}>
        <span role="status" className={classes.where} data-none={range === null}>
          {copied === null ? where : `${where} · ${t('copied')}`}
        </span>
        <CopyMenu row={row} range={range ?? { start: 0, end: length }} whole={range === null} />
      </div>
      <div className={classes.body}>
        {rows.length > 0 && (
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">
                  <span className="visually-hidden">{t('reading')}</span>
                </th>
                <th scope="col">{t('littleEndian')}</th>
                <th scope="col">{t('bigEndian')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ key, kind, bits, le, be }) => (
                <tr key={key}>
                  <th scope="row">{t(NAMES[kind], { bits })}</th>
                  <Value reading={le} copied={copied === le} onCopy={copy} />
                  <Value reading={be} copied={copied === be} onCopy={copy} />
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {size > 8 && <p className={classes.long}>{t('longSelection')}</p>}
      </div>
    </section>
  );
};
