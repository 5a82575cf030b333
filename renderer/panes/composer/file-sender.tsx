import { IconFile, IconFileUpload, IconFolder } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Composer } from '../../../core/contract/draft';
import { MAX_DATAGRAM_BYTES } from '../../../core/contract/limits';
import { parseWhole } from '../../../core/contract/parse';
import { plainText } from '../../../core/payload/visible';
import { configure, useEndpoint } from '../../state/endpoints';
import { useJobs } from '../../state/jobs';
import { chooseFile, useSending } from '../../state/sending';
import { Button, IconButton } from '../../ui/button';
import { Field, FieldNote } from '../../ui/field';
import { useFormats } from '../../ui/format';
import { JobProgress } from '../../ui/job-progress';
import styles from './composer.module.css';
import { FilePace } from './file-pace';

const DATAGRAM = { min: 1, max: MAX_DATAGRAM_BYTES };

/** Chooses the files that are sent, how they are cut and paced, and shows how far sending them is. */
export const FileSender = ({ id }: { readonly id: string }) => {
  const { t } = useTranslation('composer');
  const { bytes, count } = useFormats();
  const file = useSending(({ files }) => files[id]);
  const udp = useEndpoint(id, ({ protocol }) => protocol) === 'udp';
  const size = useEndpoint(id, ({ composer }) => composer.datagramSize) ?? '';
  const change = (patch: Partial<Composer>): void =>
    configure(id, (endpoint) => ({ ...endpoint, composer: { ...endpoint.composer, ...patch } }));
  const job = useJobs(({ jobs }) => jobs.findLast((one) => one.kind === 'sendFile' && one.endpoint === id));
  const sizeOk = parseWhole(size, 'datagramSize', DATAGRAM, 1).ok && size.trim() !== '';
  return (
    <div className={styles.file}>
      <Button icon={IconFileUpload} onClick={() => void chooseFile(id, 'files')}>
        {file === undefined ? t('chooseFile') : t('chooseOther')}
      </Button>
      <IconButton
        icon={IconFolder}
        label={t('chooseFolder')}
        hint={t('chooseFolderHint')}
        onClick={() => void chooseFile(id, 'folder')}
      />
      <FilePace id={id} udp={udp} />
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
      {udp && (
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
      )}
      {job !== undefined && <JobProgress job={job} />}
    </div>
  );
};
