import { useId, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../../../core/contract/draft';
import type { AutoReply as AutoReplyConfig, ReplyMode } from '../../../core/contract/endpoint';
import { REPLY_DELAY_BOUNDS } from '../../../core/contract/option-bounds';
import { parseWhole } from '../../../core/contract/parse';
import { encodeDraft } from '../../../core/payload/draft';
import { configure, useEndpoint } from '../../state/endpoints';
import { Button } from '../../ui/button';
import { DraftEditor } from '../../ui/draft-editor';
import { DraftFaultLine } from '../../ui/draft-fault-line';
import { Field, FieldNote } from '../../ui/field';
import { useFormats } from '../../ui/format';
import { Segmented } from '../../ui/segmented';
import { TextOptions } from '../../ui/text-options';
import styles from './auto-reply.module.css';

const MODES = ['off', 'echo', 'fixed'] as const satisfies readonly ReplyMode[];
const MODE_WORDS = { off: 'off', echo: 'echo', fixed: 'fixed' } as const satisfies Record<ReplyMode, string>;

/** The same characters in the other notation: what was typed is never lost. */
const inNotation = (reply: Draft, hex: boolean): Draft =>
  hex
    ? { format: 'hex', hex: reply.format === 'hex' ? reply.hex : reply.text }
    : reply.format === 'text'
      ? reply
      : { format: 'text', text: reply.hex, encoding: 'utf-8', lineEnding: 'none', raw: false };

const DelayField = ({
  delay,
  onChange,
}: {
  readonly delay: string;
  readonly onChange: (delay: string) => void;
}) => {
  const { t } = useTranslation('reply');
  const { count } = useFormats();
  const { min, max } = REPLY_DELAY_BOUNDS;
  return (
    <Field
      label={t('delay')}
      value={delay}
      onChange={onChange}
      mono
      width={92}
      problem={
        parseWhole(delay, 'delay', REPLY_DELAY_BOUNDS, 0).ok
          ? null
          : t('delayBounds', { min, max: count(max) })
      }
      before={<FieldNote>{t('after')}</FieldNote>}
      after={<FieldNote>{t('ms')}</FieldNote>}
    />
  );
};

const Fixed = ({ reply, onChange }: { readonly reply: Draft; readonly onChange: (reply: Draft) => void }) => {
  const { t } = useTranslation('reply');
  const { bytes } = useFormats();
  const encoded = useMemo(() => encodeDraft(reply), [reply]);
  const editor = useRef<HTMLTextAreaElement>(null);
  const faultId = useId();
  const hex = reply.format === 'hex';
  const fault = encoded.ok ? null : encoded.error;
  return (
    <>
      <div className={styles.reply} data-invalid={fault !== null}>
        <DraftEditor
          ref={editor}
          label={t('reply')}
          value={hex ? reply.hex : reply.text}
          onChange={(typed) => onChange(hex ? { format: 'hex', hex: typed } : { ...reply, text: typed })}
          escapes={!hex && !reply.raw}
          error={fault}
          errorId={faultId}
          placeholder={hex ? t('hexPlaceholder') : t('textPlaceholder')}
          grows
        />
        {encoded.ok && <span className={styles.bytes}>{bytes(encoded.bytes.length)}</span>}
      </div>
      <Button aria-pressed={hex} hint={t('hexHint')} onClick={() => onChange(inNotation(reply, !hex))}>
        {t('hex')}
      </Button>
      {!hex && (
        <TextOptions
          value={reply}
          onChange={(patch) => onChange({ ...reply, ...patch })}
          label={t('textOptions')}
        />
      )}
      {fault !== null && <DraftFaultLine id={faultId} fault={fault} editor={editor} />}
    </>
  );
};

/** What an endpoint answers to everything that it receives. Edits apply at once. */
export const AutoReply = ({ id }: { readonly id: string }) => {
  const { t } = useTranslation('reply');
  const autoReply = useEndpoint(id, (endpoint) => endpoint.autoReply);
  if (autoReply === undefined) return null;
  const change = (patch: Partial<AutoReplyConfig>): void =>
    configure(id, (endpoint) => ({ ...endpoint, autoReply: { ...endpoint.autoReply, ...patch } }));
  return (
    <fieldset className={styles.line} aria-label={t('autoReply')}>
      <span className={styles.label} aria-hidden="true">
        {t('autoReply')}
      </span>
      <Segmented
        label={t('autoReply')}
        choices={MODES.map((mode) => ({ value: mode, label: t(MODE_WORDS[mode]) }))}
        value={autoReply.mode}
        onChange={(mode) => change({ mode })}
      />
      {autoReply.mode === 'fixed' && (
        <Fixed reply={autoReply.reply} onChange={(reply) => change({ reply })} />
      )}
      {autoReply.mode !== 'off' && (
        <DelayField delay={autoReply.delay} onChange={(delay) => change({ delay })} />
      )}
    </fieldset>
  );
};
