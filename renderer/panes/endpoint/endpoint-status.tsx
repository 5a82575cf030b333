import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { useEndpoint } from '../../state/endpoints';
import { useStatuses } from '../../state/statuses';
import { useFormats } from '../../ui/format';
import { markOf, StateMark } from '../../ui/state-mark';
import styles from './endpoint-form.module.css';
import { useShownState } from './shown-state';
import { statusWords } from './status-words';

/** Ms since the epoch, renewed while something counts down. */
const useNow = (counting: boolean): number => {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!counting) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [counting]);
  return now;
};

/** What the endpoint is doing, in a sentence. */
export const EndpointStatusText = ({ id }: { readonly id: string }) => {
  const { t } = useTranslation('endpoints');
  const { count: number } = useFormats();
  const state = useShownState(id);
  const counts = useStatuses(
    useShallow(({ byId }) => {
      const status = byId[id];
      return {
        connections: status?.connections ?? 0,
        waiting: status?.waiting ?? null,
        backlog: status?.backlog ?? null,
      };
    }),
  );
  const about = useEndpoint(
    id,
    useShallow(({ role, protocol, address, port, path }) => ({ role, protocol, address, port, path })),
  );
  const now = useNow(state.phase === 'waiting');
  if (about === undefined) return null;
  const words = statusWords(state, about, counts, now);
  const mark = markOf(state);
  const say = (): string => {
    switch (words.key) {
      case 'statusListening':
      case 'statusNotAccepting':
      case 'statusHolding':
      case 'statusOpen':
        return t(words.key, { ...words.fill, shown: number(words.fill.count) });
      case 'statusQueueing':
      case 'statusBacklogFull':
        return t(words.key, {
          ...words.fill,
          shown: number(words.fill.count),
          waiting: number(words.fill.waiting),
        });
      case 'statusConnecting':
      case 'statusConnectedTo':
        return t(words.key, words.fill);
      case 'statusConnected':
      case 'statusOpenTo':
        return t(words.key, words.fill);
      case 'statusWaiting':
        return t(words.key, words.fill);
      default:
        return t(words.key);
    }
  };
  const text = say();
  return (
    <span className={styles.status} data-mark={mark}>
      <StateMark mark={mark} />
      <span className={styles.statusText} role="status" title={text}>
        {text}
      </span>
    </span>
  );
};
