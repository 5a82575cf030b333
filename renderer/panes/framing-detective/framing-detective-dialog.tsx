import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FramingSetting } from '../../../core/contract/framing';
import { DETECT_SIDES, type FramingProposal } from '../../../core/framing/detect';
import { plainText } from '../../../core/payload/visible';
import { useEndpoints } from '../../state/endpoints';
import {
  chooseDetectedSide,
  closeFramingDetective,
  giveToEndpoint,
  lookWith,
  useFramingDetective,
} from '../../state/framing-detective';
import { endpointNamed } from '../../state/names';
import { Button } from '../../ui/button';
import { FailureNote } from '../../ui/failure-note';
import { useFormats } from '../../ui/format';
import { ProgressLine } from '../../ui/progress-line';
import { Segmented } from '../../ui/segmented';
import styles from '../detective/detective-dialog.module.css';
import { FRAMING_WORDS, ORDER_WORDS } from '../rules/framing-words';

/** What a framing has been told, in a few words. */
const useDetails = (): ((setting: FramingSetting) => string) => {
  const { t } = useTranslation('framing');
  return ({ kind, delimiter, start, end, length, offset, size, order, adjustment, includesHeader, idle }) => {
    switch (kind) {
      case 'delimiter':
        return delimiter;
      case 'markers':
        return `${start} … ${end}`;
      case 'fixed':
        return t('detailFixed', { length });
      case 'idle':
        return t('detailIdle', { ms: idle });
      case 'length': {
        const what = t('detailLength', { offset, size, order: t(ORDER_WORDS[order]) });
        const more =
          Number(adjustment) === 0
            ? ''
            : `${Number(adjustment) > 0 ? '+' : '−'}${Math.abs(Number(adjustment))}`;
        return [what, more, includesHeader ? t('detailAll') : ''].filter((part) => part !== '').join(', ');
      }
      default:
        return '';
    }
  };
};

const SIDE_WORDS = { both: 'sideBoth', in: 'sideIn', out: 'sideOut' } as const;

const CERTAINTIES = [
  { least: 0.9, value: 'certain' },
  { least: 0.65, value: 'likely' },
  { least: 0, value: 'possible' },
] as const;

const Proposal = ({ proposal, first }: { readonly proposal: FramingProposal; readonly first: boolean }) => {
  const { t } = useTranslation(['framing', 'detective']);
  const { count, percent } = useFormats();
  const details = useDetails();
  const row = useFramingDetective((state) => state.row);
  const has = useEndpoints(() => endpointNamed(row?.endpoint ?? '') !== undefined);
  const { setting, messages, faults, explained, certainty } = proposal;
  const sure = CERTAINTIES.find(({ least }) => certainty >= least)?.value ?? 'possible';
  return (
    <tr>
      <td>
        <span>{t(FRAMING_WORDS[setting.kind])}</span>
        <span className={styles.name}>{details(setting)}</span>
      </td>
      <td>
        {count(messages)}
        {faults > 0 && (
          <span className={styles.how}>{t('notCut', { count: faults, shown: count(faults) })}</span>
        )}
      </td>
      <td>{percent(explained)}</td>
      <td>
        <span className={styles.certainty} data-certainty={sure}>
          {t(sure, { ns: 'detective' })}
        </span>
      </td>
      <td>
        <span className={styles.actions}>
          <Button look="quiet" data-autofocus={first || undefined} onClick={() => lookWith(proposal)}>
            {t('look')}
          </Button>
          <Button look="quiet" disabled={!has} hint={t('useHint')} onClick={() => giveToEndpoint(proposal)}>
            {t('useForEndpoint')}
          </Button>
        </span>
      </td>
    </tr>
  );
};

const Proposals = () => {
  const { t } = useTranslation('framing');
  const proposals = useFramingDetective(({ side, proposals: all }) => all[side]);
  if (proposals.length === 0) return <p className={styles.none}>{t('nothingFits')}</p>;
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label={t('proposals')}>
        <thead>
          <tr>
            <th>{t('framing')}</th>
            <th>{t('columnMessages')}</th>
            <th>{t('columnExplained')}</th>
            <th>{t('columnCertainty')}</th>
            <th aria-label={t('useForEndpoint')} />
          </tr>
        </thead>
        <tbody>
          {proposals.map((proposal, at) => (
            <Proposal key={JSON.stringify(proposal.setting)} proposal={proposal} first={at === 0} />
          ))}
        </tbody>
      </table>
    </div>
  );
};

/** Says how a conversation is cut into messages, and has it cut so. */
export const FramingDetectiveDialog = () => {
  const { t } = useTranslation('framing');
  const formats = useFormats();
  const { row, bytes, total, progress, failure, side } = useFramingDetective();
  return (
    <Modal
      opened={row !== null}
      onClose={closeFramingDetective}
      title={t('detectTitle')}
      closeButtonProps={{ 'aria-label': t('close') }}
      size={760}
    >
      {row !== null && bytes > 0 && (
        <p className={styles.about}>
          {t('detectAbout', {
            endpoint: plainText(row.endpoint),
            bytes: formats.bytes(bytes),
            total: formats.bytes(total),
          })}
        </p>
      )}
      {failure !== null && <FailureNote failure={failure} />}
      {progress !== null && (
        <ProgressLine label={t('detecting')} share={progress} className={styles.progress} />
      )}
      {progress === null && failure === null && (
        <>
          <div className={styles.side}>
            <Segmented
              label={t('side')}
              choices={DETECT_SIDES.map((value) => ({ value, label: t(SIDE_WORDS[value]) }))}
              value={side}
              onChange={chooseDetectedSide}
            />
          </div>
          <Proposals />
        </>
      )}
    </Modal>
  );
};
