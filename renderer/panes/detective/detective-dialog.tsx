import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ChecksumFinding } from '../../../core/checksum/detect';
import { currentEndpointId } from '../../state/current';
import { closeDetective, useDetective } from '../../state/detective';
import { putHexIntoComposer } from '../../state/use-as-message';
import { Button } from '../../ui/button';
import { FailureNote } from '../../ui/failure-note';
import { useFormats } from '../../ui/format';
import { ProgressLine } from '../../ui/progress-line';
import styles from './detective-dialog.module.css';
import { certaintyOf, messageWith } from './expression';

const CERTAINTY_WORDS = { certain: 'certain', likely: 'likely', possible: 'possible' } as const;

/** Where a checksum stands and over what, in words; bytes are counted from 1. */
const usePlaces = () => {
  const { t } = useTranslation('detective');
  const { count } = useFormats();
  return {
    stands: ({ at, size }: ChecksumFinding): string =>
      at >= 0
        ? t('atBytes', { first: count(at + 1), last: count(at + size) })
        : at === -size
          ? t('atEnd', { count: size, shown: count(size) })
          : size === 1
            ? t('byteFromEnd', { first: count(-at) })
            : t('bytesFromEnd', { first: count(-at), last: count(1 - at - size) }),
    over: ({ start, end, gap }: ChecksumFinding): string =>
      end === 'message'
        ? t('overRest', { first: count(start + 1) })
        : gap === 1
          ? t('overToSeparator', { first: count(start + 1) })
          : start === 0
            ? t('overAllBefore')
            : t('overFrom', { first: count(start + 1) }),
  };
};

const Finding = ({ finding, messages }: { readonly finding: ChecksumFinding; readonly messages: number }) => {
  const { t } = useTranslation('detective');
  const { count } = useFormats();
  const { stands, over } = usePlaces();
  const certainty = certaintyOf(finding);
  const message = messageWith(
    finding,
    useDetective((state) => state.bytes),
  );
  const how =
    finding.form === 'hex'
      ? t('asDigits')
      : finding.checksum.size === 1
        ? ''
        : t(finding.order === 'le' ? 'lowFirst' : 'highFirst');
  return (
    <tr>
      <td>
        <span className={styles.name}>{finding.checksum.name}</span>
        <span className={styles.how}>{how}</span>
      </td>
      <td>{stands(finding)}</td>
      <td>{over(finding)}</td>
      <td>{t('fitsOf', { fits: count(finding.fits), messages: count(messages) })}</td>
      <td>
        <span className={styles.certainty} data-certainty={certainty}>
          {t(CERTAINTY_WORDS[certainty])}
        </span>
      </td>
      <td>
        <Button
          look="quiet"
          disabled={currentEndpointId() === null}
          hint={message}
          onClick={() => {
            closeDetective();
            putHexIntoComposer(message);
          }}
        >
          {t('use')}
        </Button>
      </td>
    </tr>
  );
};

const Findings = () => {
  const { t } = useTranslation('detective');
  const { findings, messages } = useDetective();
  if (findings.length === 0) return <p className={styles.none}>{t('nothing')}</p>;
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label={t('findings')}>
        <thead>
          <tr>
            <th>{t('columnChecksum')}</th>
            <th>{t('columnPlace')}</th>
            <th>{t('columnOver')}</th>
            <th>{t('columnFits')}</th>
            <th>{t('columnCertainty')}</th>
            <th aria-label={t('use')} />
          </tr>
        </thead>
        <tbody>
          {findings.map((finding) => (
            <Finding
              key={`${finding.checksum.name} ${finding.order} ${finding.form} ${finding.at} ${finding.start} ${finding.gap}`}
              finding={finding}
              messages={messages}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
};

/** Says which checksum a message has, and over which bytes. */
export const DetectiveDialog = () => {
  const { t } = useTranslation('detective');
  const { count } = useFormats();
  const { row, messages, chosen, progress, failure } = useDetective();
  return (
    <Modal
      opened={row !== null}
      onClose={closeDetective}
      title={t('title')}
      closeButtonProps={{ 'aria-label': t('close') }}
      size={760}
    >
      {row !== null && (
        <p className={styles.about}>
          {t(chosen ? 'aboutChosen' : 'about', {
            count: messages,
            row: count(row.row + 1),
            shown: count(messages),
          })}
        </p>
      )}
      {failure !== null && <FailureNote failure={failure} />}
      {progress !== null && (
        <ProgressLine label={t('searching')} share={progress} className={styles.progress} />
      )}
      {progress === null && failure === null && <Findings />}
    </Modal>
  );
};
