import { type KeyboardEvent, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { focusLog } from '../../state/log';
import { closeLogBar } from '../../state/log-bar';
import { formatFullTime } from '../../state/log-format';
import { type GoToNote, goTo, stopGoTo, typeGoTo, useGoTo } from '../../state/log-go-to';
import { Button } from '../../ui/button';
import { useExplain } from '../../ui/explain';
import { Field } from '../../ui/field';
import { useFormats } from '../../ui/format';
import { LogBarFrame, LogBarWord, useBarField } from './log-bar';

const useNoteWords = (): ((note: GoToNote) => string) => {
  const { t } = useTranslation('log');
  const { count } = useFormats();
  return (note) => {
    switch (note.note) {
      case 'empty':
        return t('goToEmpty');
      case 'noneShown':
        return t('goToNoneShown');
      case 'lastRow':
        return t('goToLastRow', { rows: count(note.rows) });
      case 'lastTime':
        return t('goToLastTime', { time: formatFullTime(note.last.seconds, note.last.nanos) });
      case 'removedRow':
        return t('goToRemovedRow', { row: count(note.row) });
      case 'removedTime':
        return t('goToRemovedTime', { time: formatFullTime(note.first.seconds, note.first.nanos) });
      case 'hidden':
        return t('goToHidden', { row: count(note.row) });
      case 'hiddenLast':
        return t('goToHiddenLast', { row: count(note.row) });
    }
  };
};

const Word = ({ id }: { readonly id: string }) => {
  const { t } = useTranslation('log');
  const { failure, note, waiting } = useGoTo();
  const noteWords = useNoteWords();
  const said = waiting ? t('searching') : note === null ? null : noteWords(note);
  return <LogBarWord id={id} failure={failure} said={said} forms={t('goToForms')} />;
};

/** Goes to a row by its number or its time. */
export const GoToBar = () => {
  const { t } = useTranslation('log');
  const typed = useGoTo((state) => state.typed);
  const failure = useGoTo((state) => state.failure);
  const explain = useExplain();
  const input = useBarField();
  const id = useId();

  const go = (): Promise<void> =>
    goTo(
      () => {
        // Whoever has gone elsewhere while it was looked for is not brought back.
        const at = document.activeElement;
        const waited = at === document.body || input.current?.closest('search')?.contains(at) !== false;
        closeLogBar();
        if (waited) focusLog();
      },
      () => input.current?.select(),
    );
  return (
    <LogBarFrame
      name={t('goTo')}
      onClose={() => {
        stopGoTo();
        focusLog();
      }}
      field={
        <Field
          ref={input}
          label={t('goToField')}
          placeholder={t('goToField')}
          mono
          value={typed}
          onChange={typeGoTo}
          aria-describedby={`${id}-word`}
          problem={failure === null ? null : explain(failure).cause}
          problemId={`${id}-word`}
          onKeyDown={(event: KeyboardEvent) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
            event.preventDefault();
            void go();
          }}
        />
      }
    >
      <Button onClick={() => void go()}>{t('goToGo')}</Button>
      <Word id={`${id}-word`} />
    </LogBarFrame>
  );
};
