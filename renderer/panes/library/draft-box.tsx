import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../../../core/contract/draft';
import { writtenIn } from '../../../core/library/library';
import { OPENING } from '../../../core/template/scan';
import { currentEndpointId } from '../../state/current';
import { DraftFaultLine } from '../../ui/draft-fault-line';
import { useFormats } from '../../ui/format';
import { type GoToPlace, LongDraftEditor } from '../../ui/long-draft-editor';
import { Segmented } from '../../ui/segmented';
import { TextSettingsButton } from '../../ui/text-settings';
import { useMessage } from '../../ui/use-message';
import styles from './library.module.css';

interface DraftBoxProps {
  /** The accessible name. */
  readonly label: string;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

/** A message as text or hex, in the composer's notation, as high as what is written in it. */
export const DraftBox = ({ label, draft, onChange }: DraftBoxProps) => {
  const { t } = useTranslation('composer');
  const { bytes } = useFormats();
  const message = useMessage(currentEndpointId() ?? '', draft);
  const editor = useRef<HTMLTextAreaElement>(null);
  const goTo = useRef<GoToPlace>(null);
  const faultId = useId();
  const hex = draft.format === 'hex';
  const fault = message?.ok === false ? message.error : null;
  const size = message?.ok === true ? (message.bytes?.length ?? null) : null;
  const write = (written: string): void =>
    onChange(hex ? { format: 'hex', hex: written } : { ...draft, text: written });
  return (
    <div className={styles.draft}>
      <div className={styles.draftText} data-invalid={fault !== null}>
        <LongDraftEditor
          ref={editor}
          goTo={goTo}
          label={label}
          value={writtenIn(draft)}
          onChange={write}
          notation={hex ? 'hex' : draft.raw ? 'raw' : 'text'}
          error={fault}
          errorId={faultId}
          placeholder={hex ? t('hexPlaceholder', { open: OPENING }) : t('textPlaceholder', { open: OPENING })}
          grows
        />
      </div>
      {fault !== null && <DraftFaultLine id={faultId} fault={fault} goTo={goTo} />}
      <div className={styles.draftFoot}>
        <Segmented
          label={t('format')}
          choices={[
            { value: 'text', label: t('formatText') },
            { value: 'hex', label: t('formatHex') },
          ]}
          value={draft.format}
          onChange={(format) =>
            onChange(
              format === 'hex'
                ? { format, hex: writtenIn(draft) }
                : { format, text: writtenIn(draft), encoding: 'utf-8', lineEnding: 'none', raw: false },
            )
          }
        />
        {draft.format === 'text' && (
          <TextSettingsButton value={draft} onChange={(patch) => onChange({ ...draft, ...patch })} />
        )}
        {size !== null && <span className={styles.size}>{bytes(size)}</span>}
      </div>
    </div>
  );
};
