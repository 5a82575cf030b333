import { useTranslation } from 'react-i18next';
import { answerBy, useEndpoint } from '../../state/endpoints';
import { Button } from '../../ui/button';
import styles from './not-used.module.css';

const WORDS = {
  rules: { said: 'notUsedRules', use: 'useRules' },
  script: { said: 'notUsedScript', use: 'useScript' },
} as const;

interface NotUsedProps {
  readonly id: string;
  readonly what: keyof typeof WORDS;
}

/** Said while the endpoint answers otherwise, or not at all: whoever writes rules or a script then would wait in vain. */
export const NotUsed = ({ id, what }: NotUsedProps) => {
  const { t } = useTranslation('reply');
  const mode = useEndpoint(id, (endpoint) => endpoint.autoReply.mode) ?? what;
  if (mode === what) return null;
  const { said, use } = WORDS[what];
  return (
    <div className={styles.line}>
      <span role="status">{t(said, { mode: t(mode) })}</span>
      <Button
        onClick={({ currentTarget }) => {
          // The button goes with the sentence, and the focus must not.
          currentTarget.closest('[role=dialog]')?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
          answerBy(id, what);
        }}
      >
        {t(use)}
      </Button>
    </div>
  );
};
