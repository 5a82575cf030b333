import { type KeyboardEvent, type RefObject, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Composer, Draft } from '../../../core/contract/draft';
import type { EncodedDraft } from '../../../core/payload/draft';
import { newer, older, type Walk } from '../../state/history';
import { draftOf, withDraft } from '../../state/sending';
import { DraftEditor } from '../../ui/draft-editor';
import { DraftFaultLine } from '../../ui/draft-fault-line';
import styles from './composer.module.css';

interface MessageEditorProps {
  readonly composer: Composer;
  readonly onChange: (patch: Partial<Composer>) => void;
  readonly onSend: () => void;
  readonly encoded: EncodedDraft | null;
  readonly editor: RefObject<HTMLTextAreaElement | null>;
}

/** Whether the caret can go no further up (down): then the arrow walks through the history. */
const atEdge = ({ value, selectionStart, selectionEnd }: HTMLTextAreaElement, up: boolean): boolean =>
  selectionStart === selectionEnd &&
  (up
    ? value.lastIndexOf('\n', selectionStart - 1) === -1 || selectionStart === 0
    : !value.includes('\n', selectionEnd));

/** The message itself. Arrow up on the first line brings back what was sent before, arrow down what came after. */
export const MessageEditor = ({ composer, onChange, onSend, encoded, editor }: MessageEditorProps) => {
  const { t } = useTranslation('composer');
  const walk = useRef<Walk | null>(null);
  const faultId = useId();
  const hex = composer.format === 'hex';
  const fault = encoded?.ok === false ? encoded.error : null;

  const show = (draft: Draft, caretAtStart: boolean): void => {
    onChange(withDraft(composer, draft));
    requestAnimationFrame(() => {
      const area = editor.current;
      const caret = caretAtStart ? 0 : (area?.value.length ?? 0);
      area?.setSelectionRange(caret, caret);
    });
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
    if (!atEdge(event.currentTarget, up)) return;
    const step = up ? older(composer.history, walk.current, current) : newer(composer.history, walk.current);
    if (step === null) return;
    event.preventDefault();
    walk.current = step.walk;
    show(step.shown, up);
  };
  return (
    <>
      <DraftEditor
        ref={editor}
        label={t('message')}
        value={hex ? composer.hex : composer.text}
        onChange={(typed) => {
          walk.current = null;
          onChange(hex ? { hex: typed } : { text: typed });
        }}
        escapes={!hex && !composer.raw}
        error={fault}
        errorId={faultId}
        placeholder={hex ? t('hexPlaceholder') : composer.raw ? t('rawPlaceholder') : t('textPlaceholder')}
        onKeyDown={keys}
      />
      {fault !== null && (
        <div className={styles.fault}>
          <DraftFaultLine id={faultId} fault={fault} editor={editor} />
        </div>
      )}
    </>
  );
};
