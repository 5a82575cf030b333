import { IconMicroscope } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../core/contract/settings';
import { canDecodeAs, decodeSelectedAs } from '../../state/decode-as';
import { startInspector, useInspector } from '../../state/inspector';
import { useLog } from '../../state/log';
import { updateSettings, useSettings } from '../../state/settings';
import { Button } from '../../ui/button';
import { Empty } from '../../ui/empty';
import { FailureNote } from '../../ui/failure-note';
import { Pane } from '../../ui/pane';
import { TimingTab } from '../timing/timing-tab';
import { BytesTab } from './bytes-tab';
import { DecodeTab } from './decode-tab';
import { EventView } from './event-view';
import classes from './inspector-pane.module.css';
import { RowSummary } from './row-summary';
import { StreamTab } from './stream-tab';
import { TextTab } from './text-tab';

type Tab = Settings['inspectorTab'];
const TABS = ['decode', 'bytes', 'text', 'stream', 'timing'] as const satisfies readonly Tab[];

interface TabsProps {
  readonly tab: Tab;
  readonly id: string;
}

const tabId = (id: string, tab: Tab): string => `${id}-${tab}`;
const panelId = (id: string): string => `${id}-panel`;

const Tabs = ({ tab, id }: TabsProps) => {
  const { t } = useTranslation('inspector');
  const choose = (next: Tab): void => void updateSettings({ inspectorTab: next });
  const keys = (event: KeyboardEvent<HTMLDivElement>): void => {
    const steps = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (steps === undefined) return;
    event.preventDefault();
    const next = TABS[(TABS.indexOf(tab) + steps + TABS.length) % TABS.length];
    if (next === undefined) return;
    choose(next);
    document.getElementById(tabId(id, next))?.focus();
  };
  // In a narrow pane not all of them have room.
  useEffect(() => {
    document.getElementById(tabId(id, tab))?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [id, tab]);
  return (
    <div role="tablist" aria-label={t('tabs')} className={classes.tabs} onKeyDown={keys}>
      {TABS.map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={tabId(id, name)}
          aria-selected={name === tab}
          aria-controls={panelId(id)}
          tabIndex={name === tab ? 0 : -1}
          className={classes.tab}
          onClick={() => choose(name)}
        >
          {t(name)}
        </button>
      ))}
    </div>
  );
};

const DecodeAsButton = () => {
  const { t } = useTranslation('inspector');
  const selected = useLog((state) => state.selected);
  const isOff = useSettings(({ settings }) => settings.dissectors === 'off');
  return (
    <span className={classes.end}>
      <Button look="quiet" disabled={isOff || !canDecodeAs(selected)} onClick={decodeSelectedAs}>
        {t('decodeAs')}
      </Button>
    </span>
  );
};

const Body = ({ tab }: { readonly tab: Tab }) => {
  const { t } = useTranslation('inspector');
  const selected = useLog((state) => state.selected);
  const failure = useInspector((state) => state.failure);
  if (selected === null) {
    return <Empty icon={IconMicroscope} title={t('nothingTitle')} body={t('nothingBody')} />;
  }
  return (
    <>
      <RowSummary row={selected} />
      {failure !== null && <FailureNote failure={failure} />}
      {tab === 'stream' ? (
        <StreamTab row={selected} />
      ) : tab === 'timing' ? (
        <TimingTab row={selected} />
      ) : selected.kind === 'event' ? (
        <EventView row={selected} />
      ) : tab === 'decode' ? (
        <DecodeTab row={selected} />
      ) : tab === 'bytes' ? (
        <BytesTab row={selected} />
      ) : (
        <TextTab row={selected} />
      )}
    </>
  );
};

/** What is in the selected row of the log. */
export const InspectorPane = () => {
  const { t } = useTranslation('inspector');
  const tab = useSettings(({ settings }) => settings.inspectorTab);
  const id = useId();
  useEffect(startInspector, []);
  return (
    <Pane
      id="inspector"
      title={t('title')}
      head={
        <>
          <Tabs tab={tab} id={id} />
          {tab === 'decode' && <DecodeAsButton />}
        </>
      }
    >
      <div role="tabpanel" id={panelId(id)} aria-labelledby={tabId(id, tab)} className={classes.panel}>
        <Body tab={tab} />
      </div>
    </Pane>
  );
};
