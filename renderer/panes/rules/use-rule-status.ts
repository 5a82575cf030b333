import { useEffect, useState } from 'react';
import type { RuleStatus } from '../../../core/contract/rules';
import { ask } from '../../state/bridge';
import { useStatuses } from '../../state/statuses';

/** Asked for at most this often while something changes, in ms. */
const INTERVAL_MS = 250;

type ById = ReadonlyMap<string, RuleStatus>;
const NONE: ById = new Map();

/** How an endpoint's rules fare, asked for again when the endpoint's status says that something changed. */
export const useRuleStatus = (id: string): ById => {
  const [statuses, setStatuses] = useState(NONE);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let due = false;
    let over = false;
    const load = async (): Promise<void> => {
      due = false;
      timer = setTimeout(() => {
        timer = undefined;
        if (due) void load();
      }, INTERVAL_MS);
      const answer = await ask('rules.status', { id });
      if (!over && answer.ok) setStatuses(new Map(answer.value.map((status) => [status.id, status])));
    };
    void load();
    const unsubscribe = useStatuses.subscribe((state, before) => {
      if (state.byId[id] === before.byId[id]) return;
      due = true;
      if (timer === undefined) void load();
    });
    return () => {
      over = true;
      clearTimeout(timer);
      unsubscribe();
    };
  }, [id]);
  return statuses;
};
