import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { plainText } from '../../../core/payload/visible';
import type { FormLine as Line } from '../../../core/protocol/form';
import { useExplain } from '../../ui/explain';
import { Field } from '../../ui/field';
import { SuggestField } from '../../ui/suggest-field';
import styles from './protocol-form.module.css';

interface FormLineProps {
  readonly line: Line;
  readonly typed: string;
  readonly onChange: (typed: string) => void;
}

/** What is typed when nothing is there yet: what the message has in its place, or what is meant. */
const useHint = ({ field, bits, without }: Line): string => {
  const { t } = useTranslation('protocolForm');
  if (bits !== null) return without;
  const { kind, repeat } = field;
  const isText = kind === 'text' || kind === 'textz';
  if (repeat.of !== 'once') return t(isText ? 'severalTexts' : 'several');
  if (kind === 'bytes') return t('hexHint');
  if (kind === 'textz') return t('textzHint');
  return kind === 'text' ? t('textHint') : without;
};

/** A field of the message: typed, or computed and only shown. */
export const FormLine = ({ line, typed, onChange }: FormLineProps) => {
  const { t } = useTranslation('protocolForm');
  const explain = useExplain();
  const faultId = useId();
  const { field, bits, there, computed, fault } = line;
  const { name, title, texts } = bits ?? field;
  const label = plainText(title);
  const words = fault === null ? null : explain({ code: fault.code, params: fault.params });
  const hint = useHint(line);
  const shared = {
    label,
    mono: true,
    maxLength: 65_536,
    problem: words?.cause ?? null,
    problemId: faultId,
  } as const;
  return (
    <div className={styles.line} data-bits={bits !== null} data-there={there}>
      <span className={styles.name} translate="no">
        {label}
        {label !== name && <code>{plainText(name)}</code>}
      </span>
      <span className={styles.control} translate="no">
        {computed !== null || !there ? (
          <Field
            {...shared}
            value={there ? (computed ?? '') : typed}
            onChange={() => undefined}
            locked={there ? t('computed') : t('notThere')}
            data-computed={there}
          />
        ) : texts.length > 0 ? (
          <SuggestField
            {...shared}
            listLabel={t('wordsOf')}
            choices={texts.map(({ value, text }) => ({
              value: text,
              label: plainText(text),
              note: String(value),
            }))}
            value={typed}
            onChange={onChange}
            placeholder={hint}
          />
        ) : (
          <Field {...shared} value={typed} onChange={onChange} placeholder={hint} />
        )}
        <span className={styles.note}>
          {!there ? t('notThereShort') : computed !== null ? t('computedShort') : ''}
        </span>
      </span>
      {words !== null && (
        <p id={faultId} className={styles.fault}>
          {words.cause} <span className={styles.advice}>{words.advice}</span>
        </p>
      )}
    </div>
  );
};
