import { useTranslation } from 'react-i18next';
import type { SequenceStep } from '../../../core/contract/sequence';
import { OTHERWISES } from '../../../core/contract/sequence-choices';
import { plainSentence } from '../../../core/payload/visible';
import { useLibrary } from '../../state/library';
import { Field, FieldNote } from '../../ui/field';
import { PickList } from '../../ui/pick-list';
import { Switch } from '../../ui/switch';
import { DraftBox } from '../library/draft-box';
import { MatchFields } from './match-fields';
import styles from './sequences.module.css';

const OTHERWISE_WORDS = {
  fail: 'otherwiseFail',
  continue: 'otherwiseContinue',
  stop: 'otherwiseStop',
} as const;

interface StepFormProps {
  readonly step: SequenceStep;
  readonly onChange: (step: SequenceStep) => void;
}

const Milliseconds = ({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) => {
  const { t } = useTranslation('sequences');
  return (
    <div className={styles.row}>
      <span>{label}</span>
      <Field
        label={label}
        value={value}
        onChange={onChange}
        inputMode="numeric"
        width={140}
        mono
        after={<FieldNote>{t('ms')}</FieldNote>}
      />
    </div>
  );
};

/** Everything about one step. */
export const StepForm = ({ step, onChange }: StepFormProps) => {
  const { t } = useTranslation('sequences');
  const messages = useLibrary((state) => state.messages);
  switch (step.kind) {
    case 'send':
      return (
        <>
          {messages.length > 0 && (
            <div className={styles.row}>
              <span>{t('what')}</span>
              <PickList
                label={t('what')}
                choices={[
                  { value: '', label: t('ownMessage') },
                  ...messages.map(({ id, name, folder }) => ({
                    value: id,
                    label: plainSentence(name),
                    ...(folder === '' ? {} : { note: plainSentence(folder) }),
                  })),
                ]}
                value={step.message}
                shown={
                  step.message === ''
                    ? t('ownMessage')
                    : plainSentence(messages.find(({ id }) => id === step.message)?.name ?? t('messageGone'))
                }
                onChange={(message) => onChange({ ...step, message })}
              />
            </div>
          )}
          {step.message === '' && (
            <DraftBox
              label={t('message')}
              draft={step.draft}
              onChange={(draft) => onChange({ ...step, draft })}
            />
          )}
        </>
      );
    case 'wait':
      return <Milliseconds label={t('time')} value={step.ms} onChange={(ms) => onChange({ ...step, ms })} />;
    case 'expect':
      return (
        <>
          <MatchFields match={step.match} onChange={(match) => onChange({ ...step, match })} />
          <Milliseconds
            label={t('withinField')}
            value={step.within}
            onChange={(within) => onChange({ ...step, within })}
          />
          <div className={styles.row}>
            <span>{t('otherwise')}</span>
            <PickList
              label={t('otherwise')}
              choices={OTHERWISES.map((value) => ({ value, label: t(OTHERWISE_WORDS[value]) }))}
              value={step.otherwise}
              onChange={(otherwise) => onChange({ ...step, otherwise })}
            />
          </div>
        </>
      );
    case 'set':
      return (
        <>
          <div className={styles.row}>
            <span>{t('variable')}</span>
            <Field
              label={t('variable')}
              value={step.name}
              onChange={(name) => onChange({ ...step, name })}
              maxLength={60}
              mono
            />
          </div>
          <DraftBox
            label={t('value')}
            draft={step.value}
            onChange={(value) => onChange({ ...step, value })}
          />
          <p className={styles.help}>{t('setHelp', { message: '{{$message}}', group: '{{$1}}' })}</p>
        </>
      );
    case 'repeat':
      return (
        <div className={styles.row}>
          <span>{t('timesField')}</span>
          <Field
            label={t('timesField')}
            value={step.times}
            onChange={(times) => onChange({ ...step, times })}
            placeholder={t('untilStopped')}
            inputMode="numeric"
            width={140}
            mono
          />
        </div>
      );
    case 'if':
      return (
        <>
          <MatchFields match={step.match} onChange={(match) => onChange({ ...step, match })} />
          <div className={styles.row}>
            <span>{t('notField')}</span>
            <Switch label={t('notField')} checked={step.not} onChange={(not) => onChange({ ...step, not })} />
          </div>
          <p className={styles.help}>{t('ifHelp')}</p>
        </>
      );
    case 'else':
      return <p className={styles.help}>{t('elseHelp')}</p>;
    case 'end':
      return <p className={styles.help}>{t('endHelp')}</p>;
    case 'note':
      return (
        <textarea
          className={styles.noteBox}
          aria-label={t('kindNote')}
          value={step.text}
          rows={4}
          maxLength={2000}
          onChange={(event) => onChange({ ...step, text: event.currentTarget.value })}
        />
      );
  }
};
