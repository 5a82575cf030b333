import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { Fragment, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { plainText } from '../../../core/payload/visible';
import { decodeChunk } from '../../../core/protocol/decode';
import { type Line, listed } from '../../../core/protocol/listing';
import type { Protocol } from '../../../core/protocol/protocol';
import type { ReadProtocol } from '../../../core/protocol/read';
import { readPayload } from '../../state/inspector';
import { useLog } from '../../state/log';
import { useFormats } from '../../ui/format';
import { PreviewEnding } from './preview-ending';
import styles from './protocol-preview.module.css';

/** Of a message, so many bytes are read, and so many lines shown. */
const MOST_BYTES = 65_536;
const MOST_LINES = 300;

interface Selected {
  readonly row: number;
  /** Several messages may stand in it, one behind the other, and go on in other rows. */
  readonly stream: boolean;
  /** As many of it as are read. */
  readonly bytes: Uint8Array;
  readonly length: number;
}

/** The bytes of the selected row; null: none is selected, or they are on their way. */
const useSelectedBytes = (): Selected | null => {
  const selected = useLog((state) => state.selected);
  const [read, setRead] = useState<Selected | null>(null);
  const row = selected?.kind === 'data' ? selected.row : null;
  const stream = selected?.kind === 'data' && selected.transport === 'tcp';
  const length = selected?.kind === 'data' ? selected.length : 0;
  useEffect(() => {
    let gone = false;
    const load = async (): Promise<void> => {
      const answer = row === null ? null : await readPayload(row, 0, Math.min(length, MOST_BYTES));
      if (!gone)
        setRead(row === null || answer?.ok !== true ? null : { row, stream, bytes: answer.value, length });
    };
    void load();
    return () => {
      gone = true;
    };
  }, [row, length, stream]);
  return read?.row === row ? read : null;
};

const Checksum = ({ checksum }: { readonly checksum: NonNullable<Line['checksum']> }) => {
  const { t } = useTranslation('protocols');
  const Glyph = checksum.right ? IconCircleCheck : IconCircleX;
  return (
    <span className={styles.checksum} data-right={checksum.right}>
      <Glyph size={13} stroke={1.9} aria-hidden />
      {checksum.right ? t('checksumRight') : t('checksumWrong', { wanted: checksum.wanted })}
    </span>
  );
};

const LineRow = ({ protocol, line }: { readonly protocol: Protocol; readonly line: Line }) => {
  const { t } = useTranslation('protocols');
  const { count } = useFormats();
  const field = protocol.fields[line.field];
  const bits = line.bits === null ? undefined : field?.bits[line.bits];
  const name = line.item === null ? '' : ` [${line.item}]`;
  const { at, length } = line;
  return (
    <tr>
      <td className={bits === undefined ? styles.lineName : styles.bitsName} translate="no">
        {plainText(bits?.title ?? field?.title ?? '')}
        {name}
      </td>
      <td className={styles.lineValue} translate="no">
        {plainText(line.value)}
        {line.word !== null && <span className={styles.word}>{plainText(line.word)}</span>}
        {line.checksum !== null && <Checksum checksum={line.checksum} />}
      </td>
      <td className={styles.lineBytes}>
        {bits !== undefined
          ? bits.width === 1
            ? t('bit', { first: bits.first })
            : t('bitRange', { first: bits.first, last: bits.first + bits.width - 1 })
          : length === 1
            ? count(at + 1)
            : t('byteRange', { first: count(at + 1), last: count(at + length) })}
      </td>
    </tr>
  );
};

/** What the selected message is by a description: each field with its value and bytes, as it is edited. */
export const ProtocolPreview = ({ read: { protocol, begun } }: { readonly read: ReadProtocol }) => {
  const { t } = useTranslation('protocols');
  const { count } = useFormats();
  const selected = useSelectedBytes();
  const shown = protocol ?? begun;
  const placed = useMemo(
    // What is read up to a fault only does not say where the next message begins.
    () => (selected === null ? [] : decodeChunk(shown, selected.bytes, selected.stream && protocol !== null)),
    [selected, shown, protocol],
  );
  const lines = useMemo(
    () => (selected === null ? [] : listed(shown, placed, selected.bytes, MOST_LINES)),
    [selected, shown, placed],
  );
  const last = placed.at(-1);
  if (selected === null || last === undefined)
    return (
      <section className={styles.preview} aria-label={t('preview')}>
        <p className={styles.note}>{t('selectRow')}</p>
      </section>
    );
  return (
    <section className={styles.preview} aria-label={t('preview')}>
      <div className={styles.previewHead}>
        <h3>{t('previewOf', { row: count(selected.row + 1) })}</h3>
        <PreviewEnding
          protocol={shown}
          last={last}
          read={selected.bytes.length}
          length={selected.length}
          stream={selected.stream}
          whole={protocol !== null}
        />
      </div>
      <div className={styles.previewBox}>
        <table className={styles.lines} aria-label={t('preview')}>
          <thead className="visually-hidden">
            <tr>
              <th scope="col">{t('columnField')}</th>
              <th scope="col">{t('columnValue')}</th>
              <th scope="col">{t('columnBytes')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line, i) => (
              <Fragment key={`${line.field} ${line.bits} ${line.at}`}>
                {placed.length > 1 && lines[i - 1]?.message !== line.message && (
                  <tr>
                    <th scope="rowgroup" colSpan={3} className={styles.messageHead}>
                      {t('messageOf', { number: count(line.message + 1) })}
                    </th>
                  </tr>
                )}
                <LineRow protocol={shown} line={line} />
              </Fragment>
            ))}
          </tbody>
        </table>
        {lines.length >= MOST_LINES && <p className={styles.note}>{t('more')}</p>}
        {selected.stream && <p className={styles.note}>{t('fromFirstByte')}</p>}
      </div>
    </section>
  );
};
