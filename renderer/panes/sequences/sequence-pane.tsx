import { Menu } from '@mantine/core';
import {
  IconArrowBackUp,
  IconDots,
  IconListNumbers,
  IconPencil,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipForwardFilled,
  IconPlayerStopFilled,
  IconPlus,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Sequence } from '../../../core/contract/sequence';
import { plainSentence } from '../../../core/payload/visible';
import {
  actOnSequence,
  chooseOver,
  chooseSequence,
  chosenOf,
  deleteSequence,
  duplicateSequence,
  editSequence,
  goToStep,
  isUnderWay,
  newSequence,
  runSequence,
  undoDeleteSequence,
  useSequences,
} from '../../state/sequences';
import { Button, IconButton } from '../../ui/button';
import { Empty } from '../../ui/empty';
import { PickList } from '../../ui/pick-list';
import { RunResult } from './run-result';
import styles from './sequences.module.css';
import { StepList } from './step-list';

/** Run, pause, step, stop: what can be done with a sequence now. */
const Controls = ({ sequence }: { readonly sequence: Sequence }) => {
  const { t } = useTranslation('sequences');
  const run = useSequences(({ runs }) => runs[sequence.id]);
  const over = useSequences((state) => state.over);
  const busy = isUnderWay(run);
  const paused = run?.state === 'paused';
  const armed = run?.state === 'armed';
  const act = (action: 'pause' | 'resume' | 'step' | 'stop') => (): void =>
    void actOnSequence(sequence.id, action);
  return (
    <div className={styles.controls}>
      {busy && !paused ? (
        <IconButton icon={IconPlayerPauseFilled} label={t('pause')} disabled={armed} onClick={act('pause')} />
      ) : (
        <IconButton
          icon={IconPlayerPlayFilled}
          label={paused ? t('resume') : t('run')}
          hint={paused ? t('resume') : t('runHint')}
          onClick={paused ? act('resume') : () => void runSequence(sequence, false)}
        />
      )}
      <IconButton
        icon={IconPlayerSkipForwardFilled}
        label={t('step')}
        hint={t('stepHint')}
        disabled={(busy && !paused) || (!busy && over === 'each')}
        onClick={paused ? act('step') : () => void runSequence(sequence, true)}
      />
      <IconButton icon={IconPlayerStopFilled} label={t('stop')} disabled={!busy} onClick={act('stop')} />
      <span className={styles.space} />
      <PickList
        label={t('over')}
        choices={[
          { value: 'target', label: t('overTarget'), note: t('overTargetNote') },
          { value: 'next', label: t('overNext'), note: t('overNextNote') },
          { value: 'each', label: t('overEach'), note: t('overEachNote') },
        ]}
        value={over}
        onChange={chooseOver}
        disabled={busy}
      />
    </div>
  );
};

const Shown = ({ sequence }: { readonly sequence: Sequence }) => {
  const { t } = useTranslation('sequences');
  const run = useSequences(({ runs }) => runs[sequence.id]);
  const [active, setActive] = useState(0);
  // A run of a sequence that was changed since says nothing of its steps now.
  const outcomes = sequence.steps.map(({ id }) => run?.steps.find((one) => one.id === id));
  const complete = outcomes.every((one) => one !== undefined) ? outcomes : [];
  const open = (at: number): void => {
    const step = sequence.steps[at];
    if (step !== undefined) void goToStep(run, step);
  };
  return (
    <>
      <Controls sequence={sequence} />
      <StepList
        label={t('stepsOf', { name: plainSentence(sequence.name) })}
        steps={sequence.steps}
        outcomes={complete}
        faulty={[]}
        active={Math.min(active, sequence.steps.length - 1)}
        onActive={setActive}
        onKey={(event, at) => {
          if (event.key === 'F2') editSequence(sequence);
          else if (event.key === 'Enter') open(at);
          else return false;
          return true;
        }}
        onOpen={open}
        follows
      />
      <RunResult sequence={sequence} run={run} />
    </>
  );
};

/** The sequences: which one, what it does, and how it fares. */
export const SequencePane = () => {
  const { t } = useTranslation('sequences');
  const state = useSequences();
  const sequence = chosenOf(state);
  const busy = sequence !== undefined && isUnderWay(state.runs[sequence.id]);
  return (
    <div className={styles.pane}>
      <div className={styles.tools}>
        <span className={styles.chooser}>
          {sequence !== undefined && (
            <PickList
              label={t('sequence')}
              choices={state.sequences.map(({ id, name }) => ({
                value: id,
                label: plainSentence(name) || t('unnamed'),
              }))}
              value={sequence.id}
              onChange={chooseSequence}
              wide
            />
          )}
        </span>
        {sequence !== undefined && (
          <IconButton
            icon={IconPencil}
            label={t('edit')}
            disabled={busy}
            onClick={() => editSequence(sequence)}
          />
        )}
        <IconButton icon={IconPlus} label={t('new')} onClick={() => newSequence(t('newName'))} />
        {sequence !== undefined && (
          <Menu position="bottom-end">
            <Menu.Target>
              <IconButton icon={IconDots} label={t('more')} quiet />
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => duplicateSequence(sequence)}>{t('duplicate')}</Menu.Item>
              <Menu.Item disabled={busy} onClick={() => deleteSequence(sequence)}>
                {t('delete')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      {sequence === undefined ? (
        <Empty icon={IconListNumbers} title={t('empty')} body={t('emptyBody')} />
      ) : (
        <Shown key={sequence.id} sequence={sequence} />
      )}
      <div role="status" className={styles.deleted}>
        {state.undo !== null && (
          <>
            <span>{t('deleted', { name: plainSentence(state.undo.name) })}</span>
            <Button look="quiet" icon={IconArrowBackUp} onClick={undoDeleteSequence}>
              {t('undo')}
            </Button>
          </>
        )}
      </div>
    </div>
  );
};
