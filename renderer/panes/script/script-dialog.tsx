import { Menu, Modal } from '@mantine/core';
import { IconFileCode, IconPlayerPlay, IconRefresh } from '@tabler/icons-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FramingSetting } from '../../../core/contract/framing';
import { type ScriptStatus, scriptMark } from '../../../core/contract/script';
import { plainText } from '../../../core/payload/visible';
import { configure, useEndpoint } from '../../state/endpoints';
import { useName } from '../../state/names';
import { closeScript, restartScript, useScriptDialog } from '../../state/script';
import { isRunning, stateOf, useStatus } from '../../state/statuses';
import { Button } from '../../ui/button';
import { NotUsed } from '../reply/not-used';
import { FramingForm } from '../rules/framing-form';
import { EXAMPLE_IDS, EXAMPLE_WORDS, EXAMPLES } from './examples';
import styles from './script.module.css';
import type { ScriptEditorHandle } from './script-editor';
import { type ScriptState, scriptState, useFaultWords, useScriptWords } from './script-words';
import { WORLD } from './script-world';

// The editor is large and comes when it is first needed.
const ScriptEditor = lazy(() => import('./script-editor'));

const Reference = () => {
  const { t } = useTranslation('script');
  return (
    <aside className={styles.reference} aria-label={t('reference')}>
      <p className={styles.intro}>{t('intro')}</p>
      {(['function', 'property', 'method'] as const).map((kind) => (
        <section key={kind}>
          {kind === 'method' && <h3 className={styles.heading}>{t('connection')}</h3>}
          <dl className={styles.entries}>
            {WORLD.filter((entry) => entry.kind === kind).map(({ name, shape, word }) => (
              <div key={name} className={styles.entry}>
                <dt>
                  {kind === 'method' && 'c.'}
                  {name} <span className={styles.shape}>{shape}</span>
                </dt>
                <dd>{t(word)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </aside>
  );
};

interface StateLineProps {
  readonly state: ScriptState;
  readonly status: ScriptStatus | null;
  readonly goTo: (line: number, column: number | null) => void;
}

const StateLine = ({ state, status, goTo }: StateLineProps) => {
  const { t } = useTranslation('script');
  const words = useScriptWords();
  const faultWords = useFaultWords();
  const last = status?.last ?? null;
  return (
    <div role="status" className={styles.state} data-state={state}>
      <span>{words(state)}</span>
      {last !== null && (
        <span className={styles.fault}>
          {faultWords(last)}
          {last.line !== null && (
            <Button look="quiet" onClick={() => goTo(last.line ?? 1, last.column)}>
              {t('goToLine', { line: last.line })}
            </Button>
          )}
        </span>
      )}
    </div>
  );
};

interface Written {
  readonly source: string;
  /** Undefined: as it is. */
  readonly framing: FramingSetting | undefined;
}

const Body = ({ id }: { readonly id: string }) => {
  const { t } = useTranslation('script');
  const source = useEndpoint(id, (endpoint) => endpoint.autoReply.script.source) ?? '';
  const mode = useEndpoint(id, (endpoint) => endpoint.autoReply.mode);
  const running = useStatus(id, (status) => isRunning(stateOf(status)));
  const status = useStatus(id, (found) => found?.script ?? null);
  const editor = useRef<ScriptEditorHandle>(null);
  const framing = useEndpoint(id, (endpoint) => endpoint.framing);
  const [before, setBefore] = useState<Written | null>(null);
  const take = ({ source: text, framing: cut }: Written): void =>
    configure(id, (endpoint) => ({
      ...endpoint,
      framing: cut ?? endpoint.framing,
      autoReply: { ...endpoint.autoReply, script: { source: text } },
    }));
  const write = (text: string): void => take({ source: text, framing: undefined });
  const state = scriptState(mode === 'script' && running, status, scriptMark(source));
  // A fault is of the text that ran; in another one its line may be any.
  const fault = status?.mark === scriptMark(source) ? status.last : null;
  return (
    <div className={styles.body}>
      <div className={styles.tools}>
        <Button
          look="primary"
          icon={state === 'changed' || state === 'running' ? IconRefresh : IconPlayerPlay}
          disabled={mode !== 'script' || !running}
          hint={mode !== 'script' ? t('chooseScript') : running ? t('restartKeys') : t('startFirst')}
          onClick={() => void restartScript(id)}
        >
          {t('restart')}
        </Button>
        <Menu>
          <Menu.Target>
            <Button icon={IconFileCode}>{t('examples')}</Button>
          </Menu.Target>
          <Menu.Dropdown>
            {EXAMPLE_IDS.map((example) => (
              <Menu.Item
                key={example}
                onClick={() => {
                  setBefore(source.trim() === '' ? null : { source, framing });
                  const { source: text, framing: cut } = EXAMPLES[example];
                  take({ source: text, framing: framing && { ...framing, ...cut } });
                }}
              >
                {t(EXAMPLE_WORDS[example])}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        {before !== null && (
          <Button
            look="quiet"
            onClick={() => {
              take(before);
              setBefore(null);
            }}
          >
            {t('backToMine')}
          </Button>
        )}
        <StateLine
          state={state}
          status={status}
          goTo={(line, column) => editor.current?.goTo(line, column)}
        />
      </div>
      <NotUsed id={id} what="script" />
      <FramingForm id={id} />
      <div className={styles.columns}>
        <Suspense fallback={<div className={styles.loading}>{t('loading')}</div>}>
          <ScriptEditor
            ref={editor}
            label={t('editor')}
            value={source}
            onChange={write}
            fault={fault}
            explain={(word) => t(word)}
            onRun={() => {
              if (mode === 'script' && running) void restartScript(id);
            }}
          />
        </Suspense>
        <Reference />
      </div>
    </div>
  );
};

/** The script that answers for an endpoint. What is typed is kept at once; it runs when it is started (anew). */
export const ScriptDialog = () => {
  const { t } = useTranslation('script');
  const id = useScriptDialog((state) => state.id);
  const name = useName(id ?? '');
  const there = useEndpoint(id ?? '', () => true) === true;
  return (
    <Modal
      opened={there}
      onClose={closeScript}
      title={t('titleOf', { name: plainText(name) })}
      closeButtonProps={{ 'aria-label': t('close') }}
      // Escape belongs to the editor first: it closes completions and the search there.
      closeOnEscape={false}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) closeScript();
      }}
      size="min(1080px, 94vw)"
    >
      {there && id !== null && <Body key={id} id={id} />}
    </Modal>
  );
};
