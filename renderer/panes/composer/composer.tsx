import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Composer as ComposerConfig, Format } from '../../../core/contract/draft';
import { configure, useEndpoint } from '../../state/endpoints';
import { dismissSendFailure, send, useSending } from '../../state/sending';
import { FailureNote } from '../../ui/failure-note';
import { Segmented } from '../../ui/segmented';
import { LONG_TEXT } from '../../ui/text-parts';
import { EncodingPick, LineEndingPick } from '../../ui/text-picks';
import { TextSettingsButton } from '../../ui/text-settings';
import styles from './composer.module.css';
import { DatagramLimit } from './datagram-limit';
import { FileSender } from './file-sender';
import { HistoryMenu } from './history-menu';
import { InsertMenu } from './insert-menu';
import { MessageEditor } from './message-editor';
import { Preview } from './preview';
import { RawToggle } from './raw-toggle';
import { Repeat } from './repeat';
import { RepeatList } from './repeat-list';
import { SendButton } from './send-button';
import { SizeNote } from './size-note';
import { TargetPicker } from './target-picker';
import { useComposed } from './use-composed';

const FORMATS = ['text', 'hex', 'file'] as const satisfies readonly Format[];
const FORMAT_WORDS = {
  text: 'formatText',
  hex: 'formatHex',
  file: 'formatFile',
} as const satisfies Record<Format, string>;

/** Writes a message, says how it goes onto the wire and to whom, and sends it: once, again and again, or a file. */
export const Composer = ({ id }: { readonly id: string }) => {
  const composer = useEndpoint(id, (endpoint) => endpoint.composer);
  return composer === undefined ? null : <ComposerBox id={id} composer={composer} />;
};

interface ComposerBoxProps {
  readonly id: string;
  readonly composer: ComposerConfig;
}

const ComposerBox = ({ id, composer }: ComposerBoxProps) => {
  const { t } = useTranslation('composer');
  const failure = useSending(({ failures }) => failures[id]);
  const editor = useRef<HTMLTextAreaElement>(null);
  const message = useComposed(id, composer);
  const ready = message?.ok === true;

  // The next edit answers the failure of the last message.
  const edited = `${composer.format} ${composer.text.length} ${composer.hex.length}`;
  const before = useRef(edited);
  useEffect(() => {
    if (before.current !== edited && useSending.getState().failures[id] !== undefined) dismissSendFailure(id);
    before.current = edited;
  }, [edited, id]);

  const { format } = composer;
  const toAnyAddress = useEndpoint(id, ({ role, protocol }) => role === 'server' && protocol === 'udp');
  const change = (patch: Partial<ComposerConfig>): void =>
    configure(id, (endpoint) => ({ ...endpoint, composer: { ...endpoint.composer, ...patch } }));
  return (
    <>
      {failure !== undefined && <FailureNote failure={failure} onDismiss={() => dismissSendFailure(id)} />}
      <div className={styles.box}>
        {format === 'file' ? (
          <FileSender id={id} />
        ) : (
          <MessageEditor
            composer={composer}
            onChange={change}
            onSend={() => void send(id)}
            message={message}
            editor={editor}
          />
        )}
        <DatagramLimit id={id} size={message?.ok === true ? (message.bytes?.length ?? 0) : 0} />
        <Preview message={message} hex={format === 'hex'} />
        <RepeatList id={id} />
        <div className={styles.foot} data-crowded={toAnyAddress}>
          <div className={styles.group}>
            <Segmented
              label={t('format')}
              choices={FORMATS.map((value) => ({ value, label: t(FORMAT_WORDS[value]) }))}
              value={format}
              onChange={(value) => change({ format: value })}
            />
            {format === 'text' && (
              <>
                <span className={styles.unfolded}>
                  <EncodingPick value={composer.encoding} onChange={(encoding) => change({ encoding })} />
                  <LineEndingPick
                    value={composer.lineEnding}
                    onChange={(lineEnding) => change({ lineEnding })}
                  />
                  <RawToggle raw={composer.raw} onChange={(raw) => change({ raw })} />
                </span>
                <span className={styles.folded}>
                  <TextSettingsButton value={composer} onChange={change} />
                </span>
              </>
            )}
          </div>
          <div className={styles.group} data-end>
            <TargetPicker id={id} />
            <SizeNote id={id} message={message} />
            {format !== 'file' && (
              <>
                {!(format === 'text' && composer.raw) && composer[format].length <= LONG_TEXT && (
                  <InsertMenu id={id} editor={editor} bytes={message?.ok === true ? message.bytes : null} />
                )}
                <HistoryMenu composer={composer} onChange={change} editor={editor} />
                <Repeat id={id} composer={composer} onChange={change} ready={ready} />
              </>
            )}
            <SendButton id={id} ready={format === 'file' ? null : ready} />
          </div>
        </div>
      </div>
    </>
  );
};
