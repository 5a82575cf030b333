import { IconWand } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { FRAMING_KINDS } from '../../../core/contract/framing-choices';
import type { LogRow } from '../../../core/contract/log';
import { useEndpoints } from '../../state/endpoints';
import { askFramingDetective } from '../../state/framing-detective';
import { changeOwnLens, chooseLens, followLens, framingFor, lookAt, useLens } from '../../state/lens';
import { endpointNamed } from '../../state/names';
import { useSettings } from '../../state/settings';
import { IconButton } from '../../ui/button';
import { FailureNote } from '../../ui/failure-note';
import { useFormats } from '../../ui/format';
import { PickList } from '../../ui/pick-list';
import { ProgressLine } from '../../ui/progress-line';
import { FramingFields } from '../rules/framing-fields';
import { FRAMING_WORDS } from '../rules/framing-words';
import { MessageDetail } from './message-detail';
import { MessageList } from './message-list';
import classes from './message-list.module.css';
import type { StreamView } from './stream-lines';
import tab from './stream-tab.module.css';

const OWN_KINDS = FRAMING_KINDS.filter((kind) => kind !== 'raw');

/** Through which framing a row's conversation is looked at; null: it is shown as it came. */
export const useLensFraming = ({ endpoint }: Pick<LogRow, 'endpoint'>) => {
  const { choice, own } = useSettings(({ settings }) => settings.streamLens);
  return useEndpoints(() => framingFor(choice, own, endpoint));
};

/** Chooses how the conversation is cut into messages; what is stored stays as it is. */
export const LensPicker = ({ row }: { readonly row: LogRow }) => {
  const { t } = useTranslation(['inspector', 'framing']);
  const choice = useSettings(({ settings }) => settings.streamLens.choice);
  const kind = useEndpoints(() => endpointNamed(row.endpoint)?.framing.kind ?? 'raw');
  const has = kind !== 'raw';
  const asSet = t('lensEndpoint', { kind: t(FRAMING_WORDS[kind], { ns: 'framing' }) });
  return (
    <>
      <PickList
        label={t('lens')}
        choices={[
          { value: 'off', label: t('lensOff') },
          ...(has ? [{ value: 'endpoint', label: asSet } as const] : []),
          { value: 'own', label: t('lensOwn') },
        ]}
        value={choice === 'endpoint' && !has ? 'off' : choice}
        onChange={chooseLens}
      />
      <IconButton
        icon={IconWand}
        label={t('lensDetect')}
        onClick={() => void askFramingDetective(row)}
        quiet
      />
    </>
  );
};

/** What was cut so far, and what is not whole yet. */
const Sum = () => {
  const { t } = useTranslation('inspector');
  const { count, bytes } = useFormats();
  const known = useLens((state) => state.known);
  if (known === null) return null;
  const { messages, faults, begun, read, total } = known;
  const good = messages - faults;
  return (
    <>
      {read < total && (
        <ProgressLine label={t('messagesCutting')} share={read / total} className={classes.progress} />
      )}
      <div className={tab.parts} role="status">
        <span>
          {t('streamMessages', { count: good, shown: count(good) })}
          {faults > 0 && (
            <span className={classes.fault}>
              {' · '}
              {t('messagesFaults', { count: faults, shown: count(faults) })}
            </span>
          )}
          {begun.map(({ direction, length }) => (
            <span key={direction}>
              {' · '}
              <span data-direction={direction}>
                {t(direction === 'in' ? 'messagesBegunIn' : 'messagesBegunOut', { size: bytes(length) })}
              </span>
            </span>
          ))}
        </span>
        {read < total && <span>{t('messagesRead', { read: bytes(read), total: bytes(total) })}</span>}
      </div>
    </>
  );
};

/** The conversation of a row as messages: cut by a framing while it is looked at. */
export const StreamMessagesView = ({ row, view }: { readonly row: LogRow; readonly view: StreamView }) => {
  const { choice, own } = useSettings(({ settings }) => settings.streamLens);
  const failure = useLens((state) => state.failure);
  const framing = useLensFraming(row);
  const { row: number, flow, endpoint } = row;
  useEffect(() => {
    lookAt({ row: number, flow, endpoint }, framing);
  }, [number, flow, endpoint, framing]);
  useEffect(followLens, []);
  return (
    <>
      {choice === 'own' && (
        <div className={classes.own}>
          <FramingFields setting={own} onChange={changeOwnLens} kinds={OWN_KINDS} />
        </div>
      )}
      {failure !== null && choice !== 'own' && <FailureNote failure={failure} />}
      <MessageList view={view} />
      <MessageDetail />
      <Sum />
    </>
  );
};
