import {
  type HTMLAttributes,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';

/** Lines that PageUp and PageDown pass. */
const PAGE = 8;

interface FinderOptions<T> {
  /** What is looked for. With another the first choice is the active one again. */
  readonly query: string;
  /** What it finds. */
  readonly choices: readonly T[];
  readonly onChoose: (choice: T) => void;
  /** An arrow goes on at the other end. */
  readonly wraps?: boolean;
}

interface Finder {
  /** For the field. */
  readonly field: HTMLAttributes<HTMLInputElement>;
  /** For the list. */
  readonly list: HTMLAttributes<HTMLDivElement> & { readonly ref: RefObject<HTMLDivElement | null> };
  /** For the option at a place in the list. */
  readonly option: (at: number) => HTMLAttributes<HTMLDivElement>;
}

/**
 * A field and the list of what it finds, one combobox (https://www.w3.org/WAI/ARIA/apg/patterns/combobox): arrows and
 * pages choose, Enter or a click takes.
 */
export const useFinder = <T>({ query, choices, onChoose, wraps = false }: FinderOptions<T>): Finder => {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState({ query, at: 0 });
  const last = choices.length - 1;
  const active = Math.max(0, chosen.query === query ? Math.min(chosen.at, last) : 0);
  const optionId = (at: number): string => `${id}-${at}`;

  useEffect(() => {
    list.current?.querySelector(`[data-at="${active}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const setActive = (at: number): void => setChosen({ query, at });
  const go = (at: number): void => setActive(Math.max(0, Math.min(last, at)));
  const step = (at: number): void =>
    wraps ? setActive((at + choices.length) % Math.max(1, choices.length)) : go(at);
  const take = (at: number): void => {
    const choice = choices[at];
    if (choice !== undefined) onChoose(choice);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const actions: Readonly<Record<string, () => void>> = {
      ArrowDown: () => step(active + 1),
      ArrowUp: () => step(active - 1),
      PageDown: () => go(active + PAGE),
      PageUp: () => go(active - PAGE),
      Enter: () => take(active),
    };
    const action = actions[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  };

  return {
    field: {
      role: 'combobox',
      'aria-expanded': true,
      'aria-controls': id,
      'aria-activedescendant': choices.length === 0 ? undefined : optionId(active),
      'aria-autocomplete': 'list',
      spellCheck: false,
      onKeyDown,
    },
    list: { ref: list, id },
    option: (at) => ({
      ...{ 'data-at': at },
      id: optionId(at),
      role: 'option',
      tabIndex: -1,
      'aria-selected': at === active,
      onMouseMove: () => setActive(at),
      // The field keeps the keyboard.
      onMouseDown: (event) => event.preventDefault(),
      onClick: () => take(at),
      onKeyDown,
    }),
  };
};
