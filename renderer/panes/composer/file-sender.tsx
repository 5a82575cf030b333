import { IconFile, IconFileUpload, IconFolder } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Composer } from '../../../core/contract/draft';
import { MAX_DATAGRAM_BYTES } from '../../../core/contract/limits';
import { CHUNK_BOUNDS, PACE_BOUNDS } from '../../../core/contract/option-bounds';
import { parseWhole } from '../../../core/contract/parse';
import { plainText } from '../../../core/payload/visible';
import { configure, useEndpoint } from '../../state/endpoints';
import { useJobs } from '../../state/jobs';
import { chooseFile, useSending } from '../../state/sending';
import { Button } from '../../ui/button';
import { Field, FieldNote } from '../../ui/field';
import { useFormats } from '../../ui/format';
import { JobProgress } from '../../ui/job-progress';
import styles from './composer.module.css';

const DATAGRAM = { min: 1, max: MAX_DATAGRAM_BYTES };

/** Chooses the files that are sent, how they are cut and paced, and shows how far sending them is. */
export const FileSender = ({ id }: { readonly id: string }) => {
  const { t } = useTranslation('composer');
  const { bytes, count } = useFormats();
  const file = useSending(({ files }) => files[id]);
  const udp = useEndpoint(id, ({ protocol }) => protocol) === 'udp';
  const size = useEndpoint(id, ({ composer }) => composer.datagramSize) ?? '';
  const chunkSize = useEndpoint(id, ({ composer }) => composer.chunkSize) ?? '';
  const pace = useEndpoint(id, ({ composer }) => composer.pace) ?? '';
  const change = (patch: Partial<Composer>): void =>
    configure(id, (endpoint) => ({ ...endpoint, composer: { ...endpoint.composer, ...patch } }));
  const job = useJobs(({ jobs }) => jobs.findLast((one) => one.kind === 'sendFile' && one.endpoint === id));
  const sizeOk = parseWhole(size, 'datagramSize', DATAGRAM, 1).ok && size.trim() !== '';
  return (
    <div className={styles.file}>
      <Button icon={IconFileUpload} onClick={() => void chooseFile(id, 'files')}>
        {file === undefined ? t('chooseFile') : t('chooseOther')}
      </Button>
      <Button icon={IconFolder} hint={t('chooseFolderHint')} onClick={() => void chooseFile(id, 'folder')}>
        {t('chooseFolder')}
      </Button>
      {file === undefined ? (
        <span className={styles.note}>{t('noFile')}</span>
      ) : (
        <>
          <IconFile size={15} stroke={1.6} aria-hidden />
          <span className={styles.fileName} title={plainText(file.name)}>
            {plainText(file.name)}
          </span>
          <span className={styles.note}>
            {file.files === 1
              ? bytes(file.bytes)
              : t('fileCount', { count: file.files, shown: count(file.files), bytes: bytes(file.bytes) })}
          </span>
        </>
      )}
      {udp ? (
        <span className={styles.datagram}>
          {t('datagramSize')}
          <Field
            label={t('datagramSize')}
            value={size}
            onChange={(datagramSize) => change({ datagramSize })}
            mono
            width={104}
            problem={sizeOk ? null : t('datagramBounds', { max: count(MAX_DATAGRAM_BYTES) })}
            after={<FieldNote>{t('bytes')}</FieldNote>}
          />
        </span>
      ) : (
        <span className={styles.datagram}>
          {t('chunkSize')}
          <Field
            label={t('chunkSize')}
            value={chunkSize}
            onChange={(typed) => change({ chunkSize: typed })}
            mono
            width={104}
            placeholder={t('chunkEmpty')}
            problem={
              parseWhole(chunkSize, 'chunkSize', CHUNK_BOUNDS, 0).ok
                ? null
                : t('datagramBounds', { max: count(CHUNK_BOUNDS.max) })
            }
            after={<FieldNote>{t('bytes')}</FieldNote>}
          />
        </span>
      )}
      <span className={styles.datagram}>
        {t('pace')}
        <Field
          label={t('pace')}
          value={pace}
          onChange={(typed) => change({ pace: typed })}
          mono
          width={84}
          placeholder={t('paceEmpty')}
          problem={
            parseWhole(pace, 'pace', PACE_BOUNDS, 0).ok
              ? null
              : t('paceBounds', { max: count(PACE_BOUNDS.max) })
          }
          after={<FieldNote>{t('ms')}</FieldNote>}
        />
      </span>
      {job !== undefined && <JobProgress job={job} />}
    </div>
  );
};
