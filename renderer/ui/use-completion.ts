import { type KeyboardEvent, type RefObject, useEffect, useMemo, useState } from 'react';
import { completeTemplate, type TemplateOption } from '../../core/template/complete';
import { CLOSING, type Notation, scanParts } from '../../core/template/scan';
import { variableValues } from '../../core/template/variables';
import { useTemplates } from '../state/templates';
import { insertText } from './insert-text';

/** More than anyone scrolls through; typing on finds the rest. */
const MOST_OFFERED = 60;

interface Completing {
  readonly options: readonly TemplateOption[];
  readonly active: number;
  /** Where what is taken goes to. */
  readonly from: number;
  readonly take: (index: number) => void;
  /** True when the list has used the key. */
  readonly onKey: (event: KeyboardEvent<HTMLTextAreaElement>) => boolean;
  /** To be called for every edit by hand, with the caret after it. */
  readonly onTyped: (caret: number) => void;
  readonly close: () => void;
}

/** Completion of `{{…}}` in a text box. Typing within braces opens it, and Ctrl+Space. */
export const useCompletion = (
  value: string,
  notation: Notation,
  area: RefObject<HTMLTextAreaElement | null>,
): Completing => {
  const [caret, setCaret] = useState<number | null>(null);
  const [active, setActive] = useState(-1);
  const variables = useTemplates((state) => state.variables);
  const completion = useMemo(
    () =>
      caret === null || caret > value.length
        ? null
        : completeTemplate(value, notation, caret, [...variableValues(variables).keys()]),
    [value, notation, caret, variables],
  );
  const options = useMemo(() => completion?.options.slice(0, MOST_OFFERED) ?? [], [completion]);
  const begun = completion !== null && caret !== null && completion.from < caret;

  // What begins as was typed is at hand at once; where nothing is typed yet, Enter is still a new line.
  useEffect(() => setActive(begun && options.length > 0 ? 0 : -1), [begun, options]);

  const take = (index: number): void => {
    const option = options[index];
    const box = area.current;
    if (option === undefined || box === null || completion === null) return;
    insertText(box, completion, option.text, option.caret);
    const within = option.caret < option.text.length || option.text.endsWith('=');
    setCaret(within ? completion.from + option.caret : null);
  };

  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>): boolean => {
    const { key } = event;
    if (key === ' ' && event.ctrlKey) {
      setCaret(event.currentTarget.selectionStart);
      return true;
    }
    if (key === '}' && standsBeforeClosing(event.currentTarget, notation)) {
      const after = event.currentTarget.selectionStart + 1;
      event.currentTarget.setSelectionRange(after, after);
      setCaret(null);
      return true;
    }
    if (options.length === 0) return false;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      const step = key === 'ArrowDown' ? 1 : -1;
      const places = options.length + 1;
      setActive(((active + 1 + step + places) % places) - 1);
      return true;
    }
    if ((key === 'Enter' || key === 'Tab') && active >= 0 && !event.ctrlKey && !event.metaKey) {
      take(active);
      return true;
    }
    if (key === 'Escape') {
      setCaret(null);
      return true;
    }
    if (key === 'ArrowLeft' || key === 'ArrowRight' || key === 'Home' || key === 'End') setCaret(null);
    return false;
  };

  return {
    options,
    active,
    from: completion?.from ?? 0,
    take,
    onKey,
    onTyped: (at) => {
      setCaret(at);
      // Behind the edit that is under way: React has to have seen it.
      setTimeout(() => {
        const box = area.current;
        if (box === null || !opensBraces(box, notation)) return;
        const { selectionStart } = box;
        insertText(box, { from: selectionStart, to: selectionStart }, CLOSING, 0);
        setCaret(selectionStart);
      });
    },
    close: () => setCaret(null),
  };
};

/** Whether two braces were just typed that want to be closed. */
const opensBraces = (box: HTMLTextAreaElement, notation: Notation): boolean => {
  const { value, selectionStart, selectionEnd } = box;
  return (
    notation !== 'raw' &&
    document.activeElement === box &&
    selectionStart === selectionEnd &&
    /(?:^|[^\\{])\{\{$/.test(value.slice(0, selectionStart)) &&
    /^(?:\s|$)/.test(value.slice(selectionStart))
  );
};

/** Whether a closing brace stands right behind the caret: typing it goes over it. */
const standsBeforeClosing = (box: HTMLTextAreaElement, notation: Notation): boolean => {
  const { value, selectionStart: at, selectionEnd } = box;
  return (
    at === selectionEnd &&
    value.charAt(at) === '}' &&
    scanParts(value, notation).some(
      ({ kind, closed, end }) => kind === 'expression' && closed && at >= end - CLOSING.length && at < end,
    )
  );
};
