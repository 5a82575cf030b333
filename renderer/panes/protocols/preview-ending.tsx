import { useTranslation } from 'react-i18next';
import { MAX_MESSAGE_BYTES } from '../../../core/contract/protocol-choices';
import { plainText } from '../../../core/payload/visible';
import type { Cut, Placed } from '../../../core/protocol/decode';
import type { Protocol } from '../../../core/protocol/protocol';
import { useFormats } from '../../ui/format';
import styles from './protocol-preview.module.css';

const CUT_WORDS = {
  short: 'pastEnd',
  size: 'noSize',
  zero: 'noZero',
  long: 'noZeroWithin',
} as const satisfies Record<Cut['why'], string>;

interface PreviewEndingProps {
  readonly protocol: Protocol;
  readonly last: Placed;
  /** Bytes that were read of the row, and all of them. */
  readonly read: number;
  readonly length: number;
  readonly stream: boolean;
  /** The description has no fault: it is not shown up to one only. */
  readonly whole: boolean;
}

/** Where the message ends too early or goes on in other rows, or what stands behind the last field. */
export const PreviewEnding = ({ protocol, last, read, length, stream, whole }: PreviewEndingProps) => {
  const { t } = useTranslation('protocols');
  const { bytes, count } = useFormats();
  const {
    at,
    decoded: { cut, end },
  } = last;
  if (cut !== null) {
    const field = plainText(protocol.fields[cut.field]?.title ?? '');
    const { why, missing, wanted, left } = cut;
    if (read < length && missing !== null)
      return <p className={styles.note}>{t('onlyFirst', { shown: bytes(read) })}</p>;
    if (stream && missing !== null && read - at + missing <= MAX_MESSAGE_BYTES)
      return (
        <p role="status" className={styles.note}>
          {t('goesOn', { field, missing: bytes(missing) })}
        </p>
      );
    return (
      <p role="alert" className={styles.cut}>
        {t(CUT_WORDS[why], { field, wanted: bytes(wanted), left: bytes(left) })}
      </p>
    );
  }
  if (!whole) return <p className={styles.note}>{t('untilFault')}</p>;
  const behind = read - at - end;
  if (behind === 0) return null;
  return <p className={styles.note}>{t('behind', { count: behind, shown: count(behind) })}</p>;
};
