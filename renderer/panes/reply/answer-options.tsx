import { Popover } from '@mantine/core';
import { IconAdjustmentsAlt } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../../../core/contract/draft';
import type { AutoReply } from '../../../core/contract/endpoint';
import { REPLY_DELAY_BOUNDS } from '../../../core/contract/option-bounds';
import { parseWhole } from '../../../core/contract/parse';
import { IconButton } from '../../ui/button';
import { Field, FieldNote } from '../../ui/field';
import { useFormats } from '../../ui/format';
import styles from '../../ui/settings-rows.module.css';
import { Switch } from '../../ui/switch';
import { TextSettings } from '../../ui/text-settings';

interface AnswerOptionsProps {
  readonly autoReply: AutoReply;
  readonly onChange: (patch: Partial<AutoReply>) => void;
}

/** The same characters in the other notation: what was typed is never lost. */
export const inNotation = (reply: Draft, hex: boolean): Draft => {
  if (hex) return { format: 'hex', hex: reply.format === 'hex' ? reply.hex : reply.text };
  if (reply.format === 'text') return reply;
  return { format: 'text', text: reply.hex, encoding: 'utf-8', lineEnding: 'none', raw: false };
};

/** How a fixed answer is written, and how long any answer waits. */
export const AnswerOptions = ({ autoReply, onChange }: AnswerOptionsProps) => {
  const { t } = useTranslation('reply');
  const { count } = useFormats();
  const { mode, reply, delay } = autoReply;
  const { min, max } = REPLY_DELAY_BOUNDS;
  const delayOk = parseWhole(delay, 'replyDelay', REPLY_DELAY_BOUNDS, 0).ok;
  return (
    <Popover position="bottom-end" width={290} trapFocus returnFocus>
      <Popover.Target>
        <IconButton icon={IconAdjustmentsAlt} label={t('answerOptions')} word={t('options')} quiet />
      </Popover.Target>
      <Popover.Dropdown className={styles.dropdown} aria-label={t('answerOptions')}>
        <div className={styles.row}>
          <span>{t('delay')}</span>
          <Field
            label={t('delay')}
            value={delay}
            onChange={(typed) => onChange({ delay: typed })}
            mono
            problem={delayOk ? null : t('delayBounds', { min, max: count(max) })}
            after={<FieldNote>{t('ms')}</FieldNote>}
          />
        </div>
        {mode === 'fixed' && (
          <div className={styles.row}>
            <span>{t('hex')}</span>
            <Switch
              label={t('hex')}
              checked={reply.format === 'hex'}
              onChange={(hex) => onChange({ reply: inNotation(reply, hex) })}
            />
          </div>
        )}
        {mode === 'fixed' && reply.format === 'text' && (
          <TextSettings value={reply} onChange={(patch) => onChange({ reply: { ...reply, ...patch } })} />
        )}
      </Popover.Dropdown>
    </Popover>
  );
};
