import { IconPlus } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MAX_GROUPS, parseGroup, parseGroups, type TypedGroup } from '../../../core/contract/group';
import { Button } from '../../ui/button';
import { useExplain } from '../../ui/explain';
import { Field } from '../../ui/field';
import styles from './groups.module.css';
import { InterfaceField } from './interface-field';

const EMPTY: TypedGroup = { group: '', source: '', via: '' };

/** Which field a failure is about, where it is not the group itself. */
const FIELD_OF: Readonly<Record<string, keyof TypedGroup>> = { EINVAL_SOURCE: 'source', EFAMILY: 'source' };

interface GroupFormProps {
  /** Those that there are. */
  readonly groups: readonly TypedGroup[];
  readonly onJoin: (group: TypedGroup) => void;
  /** The first field gets the focus when the panel opens. */
  readonly focused: boolean;
}

/** A group to join. It is joined whole, so that no half-typed address ever is. */
export const GroupForm = ({ groups, onJoin, focused }: GroupFormProps) => {
  const { t } = useTranslation('options');
  const explain = useExplain();
  const problemId = useId();
  const [typed, setTyped] = useState(EMPTY);
  const [refused, setRefused] = useState(false);
  // One that came wrong from a file is marked in the list, and says nothing about this one.
  const checked = parseGroups([...groups.filter((one) => parseGroup(one).ok), typed]);
  const failure = refused && !checked.ok ? checked.failure : null;
  const problem = failure === null ? null : explain(failure);
  const wrong = failure === null ? null : (FIELD_OF[failure.code] ?? 'group');
  const full = groups.length >= MAX_GROUPS;
  const join = (): void => {
    if (full) return;
    setRefused(!checked.ok);
    if (!checked.ok) return;
    onJoin(typed);
    // The next one is often on the same interface.
    setTyped({ ...EMPTY, via: typed.via });
  };
  const field = (key: keyof TypedGroup) => ({
    value: typed[key],
    onChange: (value: string): void => {
      setTyped({ ...typed, [key]: value });
      setRefused(false);
    },
    problem: wrong === key && problem !== null ? problem.cause : null,
    problemId,
  });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        join();
      }}
    >
      <span className={styles.field}>
        <span aria-hidden>{t('group')}</span>
        <Field
          {...field('group')}
          label={t('group')}
          mono
          placeholder={t('groupExample')}
          data-autofocus={focused || undefined}
        />
      </span>
      <span className={styles.field}>
        <span aria-hidden>{t('source')}</span>
        <Field {...field('source')} label={t('source')} mono placeholder={t('emptyAnyAddress')} />
      </span>
      <span className={styles.field}>
        <span aria-hidden>{t('interface')}</span>
        <InterfaceField {...field('via')} label={t('interface')} />
      </span>
      <Button icon={IconPlus} onClick={join} disabled={full}>
        {t('join')}
      </Button>
      <button type="submit" hidden tabIndex={-1} aria-hidden="true" />
      {problem !== null && (
        <p id={problemId} role="alert" className={styles.problem}>
          {problem.cause} {problem.advice}
        </p>
      )}
    </form>
  );
};
