import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconCheck,
  IconClock,
  IconEar,
  IconGitBranch,
  IconGitMerge,
  IconLoader2,
  IconMinus,
  IconNote,
  IconRepeat,
  IconSend2,
  IconVariable,
  IconX,
} from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { SequenceStep, StepOutcome, StepState } from '../../../core/contract/sequence';
import type { StepKind } from '../../../core/contract/sequence-choices';
import { depthsOf } from '../../../core/sequence/compile';
import { useFormats } from '../../ui/format';
import styles from './sequences.module.css';
import { KIND_WORDS, useStepWords } from './step-words';
import { useStepDrag } from './use-step-drag';

const KIND_ICONS = {
  send: IconSend2,
  wait: IconClock,
  expect: IconEar,
  set: IconVariable,
  repeat: IconRepeat,
  if: IconGitBranch,
  else: IconGitMerge,
  end: IconArrowBackUp,
  note: IconNote,
} as const satisfies Record<StepKind, unknown>;

const STATES = {
  none: null,
  running: { icon: IconLoader2, word: 'stepRunning' },
  done: { icon: IconCheck, word: 'stepDone' },
  missed: { icon: IconMinus, word: 'stepMissed' },
  failed: { icon: IconX, word: 'stepFailed' },
} as const satisfies Record<StepState, unknown>;

/** What became of a step: a sign and a word for it, how often, how long. */
const Outcome = ({ outcome }: { readonly outcome: StepOutcome }) => {
  const { t } = useTranslation('sequences');
  const { count, milliseconds } = useFormats();
  const state = STATES[outcome.state];
  if (state === null) return null;
  const Glyph = state.icon;
  return (
    <span className={styles.outcome} data-state={outcome.state}>
      {outcome.times > 1 && <span>{t('timesShort', { shown: count(outcome.times) })}</span>}
      {outcome.state !== 'running' && outcome.tookMs >= 0.5 && (
        <span>{milliseconds(Math.round(outcome.tookMs))}</span>
      )}
      <Glyph size={14} stroke={2} role="img" aria-label={t(state.word)} />
    </span>
  );
};

interface StepListProps {
  /** The accessible name. */
  readonly label: string;
  readonly steps: readonly SequenceStep[];
  readonly outcomes: readonly StepOutcome[];
  /** Places of steps that are wrong. */
  readonly faulty: readonly number[];
  readonly active: number;
  readonly onActive: (at: number) => void;
  /** Keys beyond going up and down; answers whether it took the key. */
  readonly onKey: (event: KeyboardEvent, at: number) => boolean;
  /** Double click. */
  readonly onOpen: (at: number) => void;
  /** A step was dragged before another one, or behind all. Without it steps are not dragged. */
  readonly onMove?: (from: number, to: number) => void;
  /** The step that is at work is kept in view. */
  readonly follows?: boolean;
}

/** The steps of a sequence, one under the other, as deep as they stand in repeats and branches. */
export const StepList = ({
  label,
  steps,
  outcomes,
  faulty,
  active,
  onActive,
  onKey,
  onOpen,
  onMove,
  follows = false,
}: StepListProps) => {
  const { t } = useTranslation('sequences');
  const wordsOf = useStepWords();
  const id = useId();
  const drag = useStepDrag(onMove);
  const depths = depthsOf(steps);
  const working = follows ? outcomes.findIndex(({ state }) => state === 'running') : -1;
  const seen = working === -1 ? active : working;

  useEffect(() => {
    document.getElementById(`${id}-${seen}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, seen]);

  const keys = (event: KeyboardEvent): void => {
    const plain = !event.altKey && !event.ctrlKey && !event.metaKey;
    const to = plain
      ? { ArrowUp: active - 1, ArrowDown: active + 1, Home: 0, End: steps.length - 1 }[event.key]
      : undefined;
    if (to !== undefined) onActive(Math.max(0, Math.min(steps.length - 1, to)));
    else if (!onKey(event, active)) return;
    event.preventDefault();
  };
  return (
    <div
      role="listbox"
      aria-label={label}
      aria-activedescendant={steps.length === 0 ? undefined : `${id}-${active}`}
      tabIndex={0}
      className={styles.steps}
      onKeyDown={keys}
    >
      {steps.map((step, at) => {
        const Glyph = KIND_ICONS[step.kind];
        const outcome = outcomes[at];
        return (
          <div
            key={step.id}
            id={`${id}-${at}`}
            role="option"
            tabIndex={-1}
            aria-selected={at === active}
            className={styles.step}
            {...drag(at)}
            style={{ paddingLeft: 8 + 14 * (depths[at] ?? 0) }}
            onMouseDown={() => onActive(at)}
            onDoubleClick={() => onOpen(at)}
          >
            <Glyph size={14} stroke={1.8} className={styles.glyph} aria-hidden />
            <span className={styles.kind}>{t(KIND_WORDS[step.kind])}</span>
            <span className={styles.what}>{wordsOf(step)}</span>
            {faulty.includes(at) && (
              <IconAlertTriangle
                size={14}
                stroke={1.9}
                className={styles.fault}
                role="img"
                aria-label={t('stepFaulty')}
              />
            )}
            {outcome !== undefined && <Outcome outcome={outcome} />}
          </div>
        );
      })}
    </div>
  );
};
