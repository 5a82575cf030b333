import { useId, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../../../core/contract/draft';
import { OPENING } from '../../../core/template/scan';
import { compileTemplate } from '../../../core/template/template';
import { previewScope, useTemplates } from '../../state/templates';
import { DraftFaultLine } from '../../ui/draft-fault-line';
import { useFormats } from '../../ui/format';
import { type GoToPlace, LongDraftEditor } from '../../ui/long-draft-editor';
import { Segmented } from '../../ui/segmented';
import { TextSettingsButton } from '../../ui/text-settings';
import { inNotation } from '../reply/answer-options';
import replyStyles from '../reply/auto-reply.module.css';
import styles from './rule-form.module.css';

interface DraftBoxProps {
  readonly id: string;
  readonly label: string;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

const FORMATS = ['text', 'hex'] as const;
const FORMAT_WORDS = { text: 'asText', hex: 'asHex' } as const;

/** A message in the composer's notation, with its size, or what is wrong with it at its character. */
export const DraftBox = ({ id, label, draft, onChange }: DraftBoxProps) => {
  const { t } = useTranslation('rules');
  const { t: reply } = useTranslation('reply');
  const { bytes } = useFormats();
  const editor = useRef<HTMLTextAreaElement>(null);
  const goTo = useRef<GoToPlace>(null);
  const faultId = useId();
  const state = useTemplates();
  const compiled = useMemo(() => compileTemplate(draft), [draft]);
  const fault = compiled.ok ? null : compiled.error;
  const size = useMemo(() => {
    // What depends on what will be received has no size yet.
    if (!compiled.ok || compiled.template.variables.length > 0) return null;
    const rendered = compiled.template.render(previewScope(state, id));
    return rendered.ok ? rendered.bytes.length : null;
  }, [compiled, state, id]);
  const hex = draft.format === 'hex';
  return (
    <div className={styles.draft}>
      <div className={styles.draftLine}>
        <div className={replyStyles.reply} data-invalid={fault !== null}>
          <LongDraftEditor
            ref={editor}
            goTo={goTo}
            label={label}
            value={hex ? draft.hex : draft.text}
            onChange={(typed) => onChange(hex ? { format: 'hex', hex: typed } : { ...draft, text: typed })}
            notation={hex ? 'hex' : draft.raw ? 'raw' : 'text'}
            error={fault}
            errorId={faultId}
            placeholder={reply(hex ? 'hexPlaceholder' : 'textPlaceholder', { open: OPENING })}
            grows
          />
          {size !== null && <span className={replyStyles.note}>{bytes(size)}</span>}
        </div>
        <Segmented
          label={t('notation')}
          choices={FORMATS.map((value) => ({ value, label: t(FORMAT_WORDS[value]) }))}
          value={draft.format}
          onChange={(format) => onChange(inNotation(draft, format === 'hex'))}
        />
        {draft.format === 'text' && (
          <TextSettingsButton value={draft} onChange={(patch) => onChange({ ...draft, ...patch })} />
        )}
      </div>
      {fault !== null && <DraftFaultLine id={faultId} fault={fault} goTo={goTo} />}
    </div>
  );
};
