import { Modal } from '@mantine/core';
import { IconArrowsLeftRight } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ComparedSide } from '../../../core/contract/compare';
import {
  type CompareSide,
  closeCompare,
  compareAs,
  showCompared,
  swapCompared,
  takeTyped,
  typeCompared,
  typedRow,
  useCompare,
} from '../../state/compare';
import { IconButton } from '../../ui/button';
import { FailureNote } from '../../ui/failure-note';
import { Field, FieldNote } from '../../ui/field';
import { useFormats } from '../../ui/format';
import { Segmented } from '../../ui/segmented';
import classes from './compare.module.css';
import { CompareBytes } from './compare-bytes';
import { CompareFields } from './compare-fields';

interface RowFieldProps {
  readonly side: CompareSide;
  readonly facts: ComparedSide | null;
  readonly autoFocus: boolean;
}

/** Which row a side is, and how much of it was compared. */
const RowField = ({ side, facts, autoFocus }: RowFieldProps) => {
  const { t } = useTranslation('compare');
  const { bytes } = useFormats();
  const typed = useCompare((state) => state[side]);
  const keys = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) takeTyped();
  };
  return (
    <div className={classes.side}>
      <Field
        label={t(side === 'left' ? 'leftRow' : 'rightRow')}
        placeholder={t('rowNumber')}
        width={132}
        mono
        inputMode="numeric"
        value={typed}
        problem={typed === '' || typedRow(typed) !== null ? null : t('noNumber')}
        data-autofocus={autoFocus || undefined}
        before={<FieldNote>#</FieldNote>}
        onChange={(value) => typeCompared(side, value)}
        onKeyDown={keys}
        onBlur={() => {
          if (useCompare.getState().comparison === null) takeTyped();
        }}
      />
      {facts !== null && (
        <span className={classes.about}>
          {facts.compared < facts.total
            ? t('cutTo', { compared: bytes(facts.compared), total: bytes(facts.total) })
            : bytes(facts.total)}
        </span>
      )}
    </div>
  );
};

const Head = () => {
  const { t } = useTranslation('compare');
  const { what, view, left, comparison } = useCompare();
  const streams = what !== 'message';
  return (
    <>
      <div className={classes.head}>
        <RowField side="left" facts={comparison?.left ?? null} autoFocus={left === ''} />
        <IconButton icon={IconArrowsLeftRight} label={t('swap')} onClick={swapCompared} quiet />
        <RowField side="right" facts={comparison?.right ?? null} autoFocus={left !== ''} />
      </div>
      <div className={classes.head}>
        <Segmented
          label={t('what')}
          choices={[
            { value: 'message', label: t('messages') },
            { value: 'stream', label: t('streams') },
          ]}
          value={streams ? 'stream' : 'message'}
          onChange={(value) => compareAs(value === 'message' ? 'message' : 'both')}
        />
        {what === 'message' ? (
          <Segmented
            label={t('view')}
            choices={[
              { value: 'bytes', label: t('viewBytes') },
              { value: 'fields', label: t('viewFields') },
            ]}
            value={view}
            onChange={showCompared}
          />
        ) : (
          <Segmented
            label={t('whose')}
            choices={[
              { value: 'both', label: t('both') },
              { value: 'in', label: t('in') },
              { value: 'out', label: t('out') },
            ]}
            value={what}
            onChange={compareAs}
          />
        )}
      </div>
    </>
  );
};

const Body = () => {
  const { t } = useTranslation('compare');
  const { comparison, comparing, failure, view } = useCompare();
  if (failure !== null) return <FailureNote failure={failure} />;
  if (comparing) return <p className={classes.about}>{t('comparing')}</p>;
  if (comparison === null) return <p className={classes.about}>{t('choose')}</p>;
  if (view === 'fields') return <CompareFields />;
  return (
    <>
      {comparison.coarse && <p className={classes.about}>{t('coarse')}</p>}
      <CompareBytes key={comparison.id} comparison={comparison} />
    </>
  );
};

/** Two messages or streams side by side, and where they differ. */
export const CompareDialog = () => {
  const { t } = useTranslation('compare');
  const open = useCompare((state) => state.open);
  return (
    <Modal
      opened={open}
      onClose={closeCompare}
      title={t('title')}
      closeButtonProps={{ 'aria-label': t('close') }}
      size={1180}
    >
      <Head />
      <Body />
    </Modal>
  );
};
