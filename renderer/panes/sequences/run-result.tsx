import { IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RunState, Sequence, SequenceRun } from '../../../core/contract/sequence';
import { copyText } from '../../state/inspector-copy';
import { IconButton } from '../../ui/button';
import { useExplain } from '../../ui/explain';
import { useFormats } from '../../ui/format';
import styles from './sequences.module.css';
import { KIND_WORDS, useStepWords } from './step-words';

const STATE_WORDS = {
  waiting: 'runWaiting',
  armed: 'runArmed',
  running: 'runRunning',
  paused: 'runPaused',
  passed: 'runPassed',
  failed: 'runFailed',
  stopped: 'runStopped',
} as const satisfies Record<RunState, string>;

interface RunResultProps {
  readonly sequence: Sequence;
  readonly run: SequenceRun | undefined;
}

/** How the last run went, or goes: in words, with its time, and as a text to hand on. */
export const RunResult = ({ sequence, run }: RunResultProps) => {
  const { t } = useTranslation('sequences');
  const { milliseconds, count, moment } = useFormats();
  const explain = useExplain();
  const wordsOf = useStepWords();
  if (run === undefined) return null;
  const { cause, advice } = run.failure === null ? { cause: '', advice: '' } : explain(run.failure);
  const took = milliseconds(Math.round(run.tookMs));
  const checks = t('checks', { met: count(run.met), checks: count(run.checks) });
  const { tally } = run;
  const runs =
    tally === null
      ? []
      : (
          [
            ['running', 'tallyRunning'],
            ['passed', 'tallyPassed'],
            ['failed', 'tallyFailed'],
            ['stopped', 'tallyStopped'],
            ['refused', 'tallyRefused'],
          ] as const
        )
          .filter(([of]) => tally[of] > 0 || of === 'passed')
          .map(([of, word]) => t(word, { count: tally[of], shown: count(tally[of]) }));
  const shown = tally === null ? [took, checks] : [...runs, checks];
  const report = (): string =>
    [
      `${sequence.name}: ${[t(STATE_WORDS[run.state]), ...shown, moment(run.startedAt)].join(' · ')}`,
      ...(cause === '' ? [] : [cause]),
      ...sequence.steps.map((step, at) => {
        const { times = 0, missed = 0, tookMs = 0 } = run.steps[at] ?? {};
        return [
          at + 1,
          t(KIND_WORDS[step.kind]),
          wordsOf(step),
          times,
          missed,
          `${tookMs.toFixed(1)} ms`,
        ].join('\t');
      }),
      '',
    ].join('\n');
  return (
    <div className={styles.result} data-state={run.state}>
      <div className={styles.resultLine}>
        <span role="status">
          <b>{t(STATE_WORDS[run.state])}</b> {run.state !== 'waiting' && shown.join(' · ')}
        </span>
        <IconButton
          icon={IconCopy}
          label={t('copyResult')}
          small
          quiet
          onClick={() => void copyText(report())}
        />
      </div>
      {cause !== '' && (
        <p role="alert">
          {cause} <span className={styles.advice}>{advice}</span>
        </p>
      )}
    </div>
  );
};
