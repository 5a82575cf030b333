import { IconX } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../core/contract/failure';
import { membershipKey, parseGroup, type TypedGroup } from '../../../core/contract/group';
import { plainText } from '../../../core/payload/visible';
import { configure, useEndpoint } from '../../state/endpoints';
import { useStatus } from '../../state/statuses';
import { IconButton } from '../../ui/button';
import { useExplain } from '../../ui/explain';
import { GroupForm } from './group-form';
import styles from './groups.module.css';
import options from './options.module.css';

/** The same for the same membership, however it is written; null for what is none. */
const keyOf = (typed: TypedGroup): string | null => {
  const parsed = parseGroup(typed);
  return parsed.ok ? membershipKey(parsed.value) : null;
};

/** What became of a group: joined, not (and why), or nothing yet, for the socket is closed. */
const useOutcome = (id: string, typed: TypedGroup): 'joined' | 'none' | Failure => {
  const statuses = useStatus(id, (status) => status?.groups);
  const parsed = parseGroup(typed);
  if (!parsed.ok) return parsed.failure;
  const key = membershipKey(parsed.value);
  const found = statuses?.find((one) => keyOf(one) === key);
  return found === undefined ? 'none' : (found.failure ?? 'joined');
};

interface GroupLineProps {
  readonly id: string;
  readonly typed: TypedGroup;
  readonly onLeave: () => void;
}

const GroupLine = ({ id, typed, onLeave }: GroupLineProps) => {
  const { t } = useTranslation('options');
  const explain = useExplain();
  const outcome = useOutcome(id, typed);
  const group = plainText(typed.group);
  const details = [
    ...(typed.source === '' ? [] : [t('fromSource', { source: plainText(typed.source) })]),
    ...(typed.via === '' ? [] : [t('onInterface', { interface: plainText(typed.via) })]),
  ].join(' ');
  return (
    <li className={styles.line}>
      <span className={styles.what}>
        <span className={styles.address}>{group}</span> <span className={styles.details}>{details}</span>
      </span>
      {outcome === 'joined' && <span className={styles.joined}>{t('joined')}</span>}
      <IconButton icon={IconX} label={t('leaveGroup', { group })} onClick={onLeave} quiet small />
      {typeof outcome === 'object' && <p className={styles.problem}>{explain(outcome).cause}</p>}
    </li>
  );
};

interface GroupsProps {
  readonly id: string;
  /** The panel was opened to join one. */
  readonly focused: boolean;
}

/** The multicast groups of a UDP socket. While it is open, they are joined and left at once. */
export const Groups = ({ id, focused }: GroupsProps) => {
  const { t } = useTranslation('options');
  const helpId = useId();
  const groups = useEndpoint(id, (endpoint) => endpoint.groups) ?? [];
  const set = (change: (before: readonly TypedGroup[]) => readonly TypedGroup[]): void =>
    configure(id, (endpoint) => ({ ...endpoint, groups: [...change(endpoint.groups)] }));
  return (
    <section aria-label={t('sectionGroups')} aria-describedby={helpId}>
      <h4 className={options.section}>{t('sectionGroups')}</h4>
      <p id={helpId} className={options.help}>
        {t('groupsHelp')}
      </p>
      {groups.length > 0 && (
        <ul className={styles.list} aria-label={t('sectionGroups')}>
          {groups.map((typed, at) => (
            <GroupLine
              key={keyOf(typed) ?? `${at}`}
              id={id}
              typed={typed}
              onLeave={() => set((before) => before.filter((one) => one !== typed))}
            />
          ))}
        </ul>
      )}
      <GroupForm groups={groups} onJoin={(typed) => set((before) => [...before, typed])} focused={focused} />
    </section>
  );
};
