import { Menu, Modal } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconCopy, IconPlus, IconTrash } from '@tabler/icons-react';
import { type RefObject, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Sequence, SequenceStep } from '../../../core/contract/sequence';
import { MAX_STEPS, STEP_KINDS, type StepKind } from '../../../core/contract/sequence-choices';
import { compileSequence } from '../../../core/sequence/compile';
import { moveStep } from '../../../core/sequence/move-step';
import { newStep } from '../../../core/sequence/new-step';
import { useLibrary } from '../../state/library';
import { closeSequenceEditor, keepSequence, useSequences } from '../../state/sequences';
import { Button, IconButton } from '../../ui/button';
import { useExplain } from '../../ui/explain';
import { Field } from '../../ui/field';
import { LeaveButtons } from '../../ui/leave-buttons';
import styles from './sequences.module.css';
import { StepForm } from './step-form';
import { StepList } from './step-list';
import { KIND_WORDS } from './step-words';

/** What a person adds; an End comes with what it closes. */
const ADDED = STEP_KINDS.filter((kind) => kind !== 'end');

const added = (kind: StepKind): readonly SequenceStep[] => {
  const step = newStep(kind, crypto.randomUUID());
  return kind === 'repeat' || kind === 'if' ? [step, newStep('end', crypto.randomUUID())] : [step];
};

/** Steps, the place of the one that is shown, and what changes them. */
const useEditor = (first: Sequence) => {
  const [sequence, setSequence] = useState(first);
  const [active, setActive] = useState(0);
  const { steps } = sequence;
  const at = Math.max(0, Math.min(active, steps.length - 1));
  const set = (next: readonly SequenceStep[], to: number): void => {
    setSequence({ ...sequence, steps: [...next] });
    setActive(to);
  };
  return {
    sequence,
    steps,
    at,
    step: steps[at],
    setActive,
    rename: (name: string): void => setSequence({ ...sequence, name }),
    change: (step: SequenceStep): void => set(steps.with(at, step), at),
    add: (kind: StepKind): void => {
      const place = steps.length === 0 ? 0 : at + 1;
      set([...steps.slice(0, place), ...added(kind), ...steps.slice(place)], place);
    },
    copy: (): void => {
      const step = steps[at];
      if (step === undefined || step.kind === 'else' || step.kind === 'end') return;
      const copy = { ...step, id: crypto.randomUUID() };
      set([...steps.slice(0, at + 1), copy, ...steps.slice(at + 1)], at + 1);
    },
    drag: (from: number, to: number): void => {
      const moved = moveStep(steps, from, to);
      set(moved.steps, moved.at);
    },
    move: (step: -1 | 1): void => {
      const one = steps[at];
      const other = steps[at + step];
      if (one === undefined || other === undefined) return;
      set(steps.with(at, other).with(at + step, one), at + step);
    },
    remove: (): void =>
      set(
        steps.filter((_step, index) => index !== at),
        at,
      ),
  };
};

interface EditorProps {
  readonly first: Sequence;
  /** What closing the dialog does. */
  readonly leave: RefObject<() => void>;
}

const Editor = ({ first, leave }: EditorProps) => {
  const { t } = useTranslation('sequences');
  const name = useRef<HTMLInputElement>(null);
  const explain = useExplain();
  const messages = useLibrary((state) => state.messages);
  const editor = useEditor(first);
  const { sequence, steps, at, step } = editor;
  const { faults } = useMemo(
    () => compileSequence(sequence, (id) => messages.find((one) => one.id === id)?.draft),
    [sequence, messages],
  );
  const fault = faults.find((one) => one.step === at);
  const words = fault === undefined ? null : explain(fault.failure);
  return (
    <>
      <div className={styles.nameRow}>
        <span>{t('name')}</span>
        <Field
          label={t('name')}
          value={sequence.name}
          onChange={editor.rename}
          maxLength={100}
          ref={name}
          data-autofocus
        />
      </div>
      <div className={styles.editor}>
        <div className={styles.left}>
          <StepList
            label={t('steps')}
            steps={steps}
            outcomes={[]}
            faulty={faults.map((one) => one.step)}
            active={at}
            onActive={editor.setActive}
            onKey={(event) => {
              if (event.altKey && event.key === 'ArrowUp') editor.move(-1);
              else if (event.altKey && event.key === 'ArrowDown') editor.move(1);
              else if (event.key === 'Delete') editor.remove();
              else return false;
              return true;
            }}
            onOpen={() => undefined}
            onMove={editor.drag}
          />
          <div className={styles.controls}>
            <Menu position="top-start">
              <Menu.Target>
                <Button icon={IconPlus} disabled={steps.length + 2 > MAX_STEPS}>
                  {t('addStep')}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {ADDED.map((kind) => (
                  <Menu.Item key={kind} onClick={() => editor.add(kind)}>
                    {t(KIND_WORDS[kind])}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
            <span className={styles.space} />
            <IconButton icon={IconArrowUp} label={t('moveUp')} quiet onClick={() => editor.move(-1)} />
            <IconButton icon={IconArrowDown} label={t('moveDown')} quiet onClick={() => editor.move(1)} />
            <IconButton icon={IconCopy} label={t('copyStep')} quiet onClick={editor.copy} />
            <IconButton icon={IconTrash} label={t('deleteStep')} quiet onClick={editor.remove} />
          </div>
        </div>
        <fieldset className={styles.right} aria-label={t('stepForm')}>
          {step === undefined ? (
            <p className={styles.help}>{t('noSteps')}</p>
          ) : (
            <>
              <h3 className={styles.formTitle}>
                {t('stepTitle', { number: at + 1, kind: t(KIND_WORDS[step.kind]) })}
              </h3>
              <StepForm key={step.id} step={step} onChange={editor.change} />
              {words !== null && (
                <p role="alert" className={styles.faultText}>
                  {words.cause} <span className={styles.advice}>{words.advice}</span>
                </p>
              )}
            </>
          )}
        </fieldset>
      </div>
      <div className={styles.end}>
        <LeaveButtons
          leave={leave}
          changed={sequence !== first}
          onClose={closeSequenceEditor}
          onStay={() => name.current?.focus()}
        >
          <Button onClick={() => leave.current()}>{t('cancel')}</Button>
          <Button look="primary" onClick={() => keepSequence(sequence)}>
            {t('keep')}
          </Button>
        </LeaveButtons>
      </div>
    </>
  );
};

/** Writes a sequence: its steps on the one side, the chosen step on the other. */
export const SequenceDialog = () => {
  const { t } = useTranslation('sequences');
  const editing = useSequences((state) => state.editing);
  const leave = useRef(closeSequenceEditor);
  return (
    <Modal
      opened={editing !== null}
      onClose={() => leave.current()}
      title={t('editTitle')}
      closeButtonProps={{ 'aria-label': t('cancel') }}
      closeOnClickOutside={false}
      size={880}
    >
      {editing !== null && <Editor key={editing.id} first={editing} leave={leave} />}
    </Modal>
  );
};
