import { Popover } from '@mantine/core';
import { IconAdjustmentsAlt } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Composer } from '../../../core/contract/draft';
import { CHUNK_BOUNDS, PACE_BOUNDS } from '../../../core/contract/option-bounds';
import { parseWhole } from '../../../core/contract/parse';
import { configure, useEndpoint } from '../../state/endpoints';
import { IconButton } from '../../ui/button';
import { Field, FieldNote } from '../../ui/field';
import { useFormats } from '../../ui/format';
import rows from '../../ui/settings-rows.module.css';
import styles from './composer.module.css';

interface FilePaceProps {
  readonly id: string;
  readonly udp: boolean;
}

/** How files are cut and how fast they go, behind a button; what is set stands beside it. */
export const FilePace = ({ id, udp }: FilePaceProps) => {
  const { t } = useTranslation('composer');
  const { count } = useFormats();
  const typedChunk = useEndpoint(id, ({ composer }) => composer.chunkSize) ?? '';
  const pace = useEndpoint(id, ({ composer }) => composer.pace) ?? '';
  const chunkSize = udp ? '' : typedChunk;
  const change = (patch: Partial<Composer>): void =>
    configure(id, (endpoint) => ({ ...endpoint, composer: { ...endpoint.composer, ...patch } }));
  const chunkOk = parseWhole(chunkSize, 'chunkSize', CHUNK_BOUNDS, 0).ok;
  const paceOk = parseWhole(pace, 'pace', PACE_BOUNDS, 0).ok;
  const set = [
    ...(chunkSize.trim() === '' ? [] : [`${chunkSize.trim()} B`]),
    ...(pace.trim() === '' ? [] : [`${pace.trim()} ${t('ms')}`]),
  ];
  return (
    <>
      <Popover position="top-start" width={300} trapFocus returnFocus>
        <Popover.Target>
          <IconButton icon={IconAdjustmentsAlt} label={t('chunksAndPace')} />
        </Popover.Target>
        <Popover.Dropdown className={rows.dropdown} aria-label={t('chunksAndPace')}>
          {!udp && (
            <div className={rows.row}>
              <span>{t('chunkSize')}</span>
              <Field
                label={t('chunkSize')}
                value={chunkSize}
                onChange={(typed) => change({ chunkSize: typed })}
                mono
                placeholder={t('chunkEmpty')}
                problem={chunkOk ? null : t('datagramBounds', { max: count(CHUNK_BOUNDS.max) })}
                after={<FieldNote>{t('bytes')}</FieldNote>}
              />
            </div>
          )}
          <div className={rows.row}>
            <span>{t('pace')}</span>
            <Field
              label={t('pace')}
              value={pace}
              onChange={(typed) => change({ pace: typed })}
              mono
              placeholder={t('paceEmpty')}
              problem={paceOk ? null : t('paceBounds', { max: count(PACE_BOUNDS.max) })}
              after={<FieldNote>{t('ms')}</FieldNote>}
            />
          </div>
        </Popover.Dropdown>
      </Popover>
      {set.length > 0 && (
        <span className={styles.note} data-wrong={!chunkOk || !paceOk}>
          {set.join(' · ')}
        </span>
      )}
    </>
  );
};
