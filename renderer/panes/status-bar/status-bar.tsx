import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CaptureStatus } from '../../../core/contract/capture';
import { useChosen } from '../../state/log-selection';
import { usePulse } from '../../state/pulse';
import { useFormats } from '../../ui/format';
import { Tip } from '../../ui/tip';
import { Sparkline } from './sparkline';
import styles from './status-bar.module.css';

type CountKey = 'received' | 'sent' | 'stored' | 'fileBytes' | 'bytesInPerSecond' | 'bytesOutPerSecond';

/** One number of the capture, a text node of its own: all that changes while messages pour in. */
const Figure = ({ of, as }: { readonly of: CountKey; readonly as: (value: number) => string }) => {
  const value = usePulse(({ capture }) => capture[of]);
  return <b className={styles.value}>{as(value)}</b>;
};

const DROPPERS = [
  'system',
  'disk',
  'porthole',
] as const satisfies readonly (keyof CaptureStatus['dropped'])[];
const DROPPER_WORDS = { system: 'bySystem', disk: 'byDisk', porthole: 'byPorthole' } as const;

/** How many messages were lost, and who lost them. */
const Dropped = () => {
  const { t } = useTranslation('bar');
  const { count } = useFormats();
  const system = usePulse(({ capture }) => capture.dropped.system);
  const disk = usePulse(({ capture }) => capture.dropped.disk);
  const porthole = usePulse(({ capture }) => capture.dropped.porthole);
  const dropped = { system, disk, porthole };
  const total = system + disk + porthole;
  const by = DROPPERS.filter((who) => dropped[who] > 0).map((who) =>
    t(DROPPER_WORDS[who], { shown: count(dropped[who]) }),
  );
  return (
    <Tip label={total === 0 ? t('nothingDropped') : by.join(', ')}>
      <span className={styles.item} data-bad={total > 0}>
        {t('dropped')} <b className={styles.value}>{count(total)}</b>
        {total > 0 && <span> ({by.join(', ')})</span>}
      </span>
    </Tip>
  );
};

/** What the capture's limit has removed: wanted so, and no loss. */
const Removed = () => {
  const { t } = useTranslation('bar');
  const { bytes, count } = useFormats();
  const rows = usePulse(({ capture }) => capture.removed.rows);
  const size = usePulse(({ capture }) => capture.removed.bytes);
  if (rows === 0) return null;
  return (
    <Tip label={t('removedHint', { size: bytes(size) })}>
      <span className={styles.item}>
        {t('removed')} <b className={styles.value}>{count(rows)}</b>
      </span>
    </Tip>
  );
};

/** That the disk is behind, and so the peers wait. */
const Behind = () => {
  const { t } = useTranslation('bar');
  const { bytes } = useFormats();
  const waiting = usePulse(({ capture }) => capture.waiting);
  if (waiting === null) return null;
  return (
    <Tip label={t('behindHint')}>
      <span className={styles.item} data-bad role="status">
        {t('behind', { shown: bytes(waiting) })}
      </span>
    </Tip>
  );
};

/** How many rows of the log are selected together; said as it changes. */
const Chosen = () => {
  const { t } = useTranslation('bar');
  const { count } = useFormats();
  const chosen = useChosen();
  return (
    <span className={styles.item} role="status">
      {chosen > 0 && t('chosen', { count: chosen, shown: count(chosen) })}
    </span>
  );
};

const DiskFree = () => {
  const { t } = useTranslation('bar');
  const { bytes } = useFormats();
  const free = usePulse(({ capture }) => capture.diskFree);
  return free === null ? null : <span className={styles.item}>{t('diskFree', { shown: bytes(free) })}</span>;
};

/** What was received and sent, what is on disk, what was lost and by whom; how fast it comes and goes. */
export const StatusBar = () => {
  const { t } = useTranslation('bar');
  const { bytes, count, rate } = useFormats();
  return (
    <footer className={styles.bar}>
      <Tip label={t('receivedHint')}>
        <span className={styles.item}>
          {t('received')} <Figure of="received" as={count} />
        </span>
      </Tip>
      <Tip label={t('sentHint')}>
        <span className={styles.item}>
          {t('sent')} <Figure of="sent" as={count} />
        </span>
      </Tip>
      <Tip label={t('storedHint')}>
        <span className={styles.item}>
          {t('stored')} <Figure of="stored" as={count} />
        </span>
      </Tip>
      <Dropped />
      <Removed />
      <span className={styles.rate} data-way="in">
        <IconArrowDown size={13} stroke={2} aria-hidden />
        <span className="visually-hidden">{t('rateIn')}</span>
        <Figure of="bytesInPerSecond" as={rate} />
      </span>
      <span className={styles.rate} data-way="out">
        <IconArrowUp size={13} stroke={2} aria-hidden />
        <span className="visually-hidden">{t('rateOut')}</span>
        <Figure of="bytesOutPerSecond" as={rate} />
      </span>
      <Sparkline />
      <span className={styles.space} />
      <Chosen />
      <span className={styles.item}>
        {t('sizeOnDisk')} <Figure of="fileBytes" as={bytes} />
      </span>
      <Behind />
      <DiskFree />
    </footer>
  );
};
