import { type KeyboardEvent, type RefObject, useId, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Composer, Draft } from '../../../core/contract/draft';
import { OPENING } from '../../../core/template/scan';
import { newer, older, type Walk } from '../../state/history';
import { draftOf, withDraft } from '../../state/sending';
import { hexAsBase64 } from '../../state/use-as-message';
import { Button } from '../../ui/button';
import { DraftFaultLine } from '../../ui/draft-fault-line';
import { drawNow } from '../../ui/draw-now';
import { type GoToPlace, LongDraftEditor } from '../../ui/long-draft-editor';
import { LONG_TEXT } from '../../ui/text-parts';
import type { Message } from '../../ui/use-message';
import styles from './composer.module.css';

interface MessageEditorProps {
  readonly composer: Composer;
  readonly onChange: (patch: Partial<Composer>) => void;
  readonly onSend: () => void;
  readonly message: Message | null;
  readonly editor: RefObject<HTMLTextAreaElement | null>;
}

/** Whether the caret can go no further up (down): then the arrow walks through the history. */
const atEdge = ({ value, selectionStart, selectionEnd }: HTMLTextAreaElement, up: boolean): boolean =>
  selectionStart === selectionEnd &&
  (up
    ? value.lastIndexOf('\n', selectionStart - 1) === -1 || selectionStart === 0
    : !value.includes('\n', selectionEnd));

/** The message itself. Arrow up on the first line brings back what was sent before, arrow down what came after. */
export const MessageEditor = ({ composer, onChange, onSend, message, editor }: MessageEditorProps) => {
  const { t } = useTranslation('composer');
  const walk = useRef<Walk | null>(null);
  const goTo = useRef<GoToPlace>(null);
  const faultId = useId();
  const hex = composer.format === 'hex';
  const written = hex ? composer.hex : composer.text;
  const fault = message?.ok === false ? message.error : null;

  const isHex = hex && fault === null;
  const base64 = useMemo(() => (hex ? hexAsBase64(written, isHex) : null), [hex, isHex, written]);

  const show = (draft: Draft, caretAtStart: boolean): void => {
    onChange(withDraft(composer, draft));
    drawNow();
    const area = editor.current;
    const caret = caretAtStart ? 0 : (area?.value.length ?? 0);
    area?.setSelectionRange(caret, caret);
  };
  const keys = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.nativeEvent.isComposing || event.shiftKey || event.altKey) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      walk.current = null;
      onSend();
      return;
    }
    const current = draftOf(composer);
    const up = event.key === 'ArrowUp';
    if ((!up && event.key !== 'ArrowDown') || current === null || event.ctrlKey || event.metaKey) return;
    // The box holds a part of a long message: its first line need not be the message's.
    if (written.length > LONG_TEXT || !atEdge(event.currentTarget, up)) return;
    const step = up ? older(composer.history, walk.current, current) : newer(composer.history, walk.current);
    if (step === null) return;
    event.preventDefault();
    walk.current = step.walk;
    show(step.shown, up);
  };
  return (
    <>
      <LongDraftEditor
        ref={editor}
        goTo={goTo}
        label={t('message')}
        value={written}
        onChange={(typed) => {
          walk.current = null;
          onChange(hex ? { hex: typed } : { text: typed });
        }}
        notation={hex ? 'hex' : composer.raw ? 'raw' : 'text'}
        error={fault}
        errorId={faultId}
        placeholder={
          hex
            ? t('hexPlaceholder', { open: OPENING })
            : composer.raw
              ? t('rawPlaceholder')
              : t('textPlaceholder', { open: OPENING })
        }
        onKeyDown={keys}
      />
      {(fault !== null || base64 !== null) && (
        <div className={styles.fault}>
          {fault !== null && <DraftFaultLine id={faultId} fault={fault} goTo={goTo} />}
          {base64 !== null && (
            <Button
              look="quiet"
              onClick={() => {
                onChange({ hex: base64 });
                editor.current?.focus();
              }}
            >
              {t('readBase64')}
            </Button>
          )}
        </div>
      )}
    </>
  );
};
