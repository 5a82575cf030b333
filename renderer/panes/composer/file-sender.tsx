import { IconFile, IconFileUpload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { MAX_DATAGRAM_BYTES } from '../../../core/contract/limits';
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

/** Chooses the file that is sent, and shows how far sending it is. */
export const FileSender = ({ id }: { readonly id: string }) => {
  const { t } = useTranslation('composer');
  const { bytes, count } = useFormats();
  const file = useSending(({ files }) => files[id]);
  const udp = useEndpoint(id, ({ protocol }) => protocol) === 'udp';
  const size = useEndpoint(id, ({ composer }) => composer.datagramSize) ?? '';
  const job = useJobs(({ jobs }) => jobs.findLast((one) => one.kind === 'sendFile' && one.endpoint === id));
  const sizeOk = parseWhole(size, 'datagramSize', DATAGRAM, 1).ok && size.trim() !== '';
  return (
    <div className={styles.file}>
      <Button icon={IconFileUpload} onClick={() => void chooseFile(id)}>
        {file === undefined ? t('chooseFile') : t('chooseOther')}
      </Button>
      {file === undefined ? (
        <span className={styles.note}>{t('noFile')}</span>
      ) : (
        <>
          <IconFile size={15} stroke={1.6} aria-hidden />
          <span className={styles.fileName} title={plainText(file.name)}>
            {plainText(file.name)}
          </span>
          <span className={styles.note}>{bytes(file.bytes)}</span>
        </>
      )}
      {udp && (
        <span className={styles.datagram}>
          {t('datagramSize')}
          <Field
            label={t('datagramSize')}
            value={size}
            onChange={(datagramSize) =>
              configure(id, (endpoint) => ({ ...endpoint, composer: { ...endpoint.composer, datagramSize } }))
            }
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
