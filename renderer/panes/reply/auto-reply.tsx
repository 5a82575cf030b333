import { IconFileCode, IconListDetails } from '@tabler/icons-react';
import { useId, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../../../core/contract/draft';
import type { AutoReply as AutoReplyConfig, ReplyMode } from '../../../core/contract/endpoint';
import { compileRule } from '../../../core/rules/compile';
import { OPENING } from '../../../core/template/scan';
import { configure, useEndpoint } from '../../state/endpoints';
import { openRules } from '../../state/rules';
import { openScript } from '../../state/script';
import { Button } from '../../ui/button';
import { DraftFaultLine } from '../../ui/draft-fault-line';
import { useExplain } from '../../ui/explain';
import { useFormats } from '../../ui/format';
import { type GoToPlace, LongDraftEditor } from '../../ui/long-draft-editor';
import { Segmented } from '../../ui/segmented';
import { useMessage } from '../../ui/use-message';
import { AnswerOptions } from './answer-options';
import styles from './auto-reply.module.css';

const MODES = ['off', 'echo', 'fixed', 'rules', 'script'] as const satisfies readonly ReplyMode[];

interface FixedProps {
  readonly id: string;
  readonly reply: Draft;
  readonly onChange: (reply: Draft) => void;
}

/** The answer itself, in the composer's notation. */
const Fixed = ({ id, reply, onChange }: FixedProps) => {
  const { t } = useTranslation('reply');
  const { bytes } = useFormats();
  const message = useMessage(id, reply, true);
  const editor = useRef<HTMLTextAreaElement>(null);
  const goTo = useRef<GoToPlace>(null);
  const faultId = useId();
  const hex = reply.format === 'hex';
  const fault = message?.ok === false ? message.error : null;
  const size = message?.ok === true ? (message.bytes?.length ?? null) : null;
  return (
    <>
      <div className={styles.reply} data-invalid={fault !== null}>
        <LongDraftEditor
          ref={editor}
          goTo={goTo}
          label={t('reply')}
          value={hex ? reply.hex : reply.text}
          onChange={(typed) => onChange(hex ? { format: 'hex', hex: typed } : { ...reply, text: typed })}
          notation={hex ? 'hex' : reply.raw ? 'raw' : 'text'}
          error={fault}
          errorId={faultId}
          placeholder={hex ? t('hexPlaceholder', { open: OPENING }) : t('textPlaceholder', { open: OPENING })}
          grows
        />
        <span className={styles.note}>
          {hex && t('hexShort')}
          {size !== null && ` ${bytes(size)}`}
        </span>
      </div>
      {fault !== null && <DraftFaultLine id={faultId} fault={fault} goTo={goTo} />}
    </>
  );
};

/** How many rules there are, and the way to them. */
const Rules = ({ id }: { readonly id: string }) => {
  const { t } = useTranslation('reply');
  const { count } = useFormats();
  const rules = useEndpoint(id, (endpoint) => endpoint.autoReply.rules) ?? [];
  const explain = useExplain();
  const on = rules.filter((rule) => rule.on).length;
  // While one of them is not whole, those count that were whole last: that must be seen where they are used.
  const faulty = useMemo(() => rules.findIndex((rule, at) => rule.on && !compileRule(rule, at).ok), [rules]);
  const fault = faulty === -1 ? null : explain({ code: 'ERULES_FAULTY', params: { number: faulty + 1 } });
  return (
    <>
      <Button icon={IconListDetails} onClick={() => openRules(id)}>
        {rules.length === 0 ? t('writeRules') : t('editRules', { count: on, shown: count(on) })}
      </Button>
      {fault !== null && (
        <span className={styles.fault}>
          {fault.cause} <span className={styles.advice}>{fault.advice}</span>
        </span>
      )}
    </>
  );
};

/** What an endpoint answers to everything that it receives. Edits apply at once. */
export const AutoReply = ({ id }: { readonly id: string }) => {
  const { t } = useTranslation('reply');
  const { milliseconds } = useFormats();
  const autoReply = useEndpoint(id, (endpoint) => endpoint.autoReply);
  if (autoReply === undefined) return null;
  const { mode, reply, delay } = autoReply;
  const change = (patch: Partial<AutoReplyConfig>): void =>
    configure(id, (endpoint) => ({ ...endpoint, autoReply: { ...endpoint.autoReply, ...patch } }));
  const wait = Number(delay.trim());
  return (
    <fieldset className={styles.line} aria-label={t('autoReply')}>
      <span className={styles.label} aria-hidden="true">
        {t('autoReply')}
      </span>
      <Segmented
        label={t('autoReply')}
        choices={MODES.map((value) => ({ value, label: t(value) }))}
        value={mode}
        onChange={(value) => change({ mode: value })}
      />
      {mode === 'fixed' && <Fixed id={id} reply={reply} onChange={(changed) => change({ reply: changed })} />}
      {mode === 'rules' && <Rules id={id} />}
      {mode === 'script' && (
        <Button icon={IconFileCode} onClick={() => openScript(id)}>
          {t('editScript')}
        </Button>
      )}
      {(mode === 'echo' || mode === 'fixed') && (
        <span className={styles.more}>
          {wait > 0 && <span className={styles.wait}>{t('afterShort', { shown: milliseconds(wait) })}</span>}
          <AnswerOptions autoReply={autoReply} onChange={change} />
        </span>
      )}
    </fieldset>
  );
};
