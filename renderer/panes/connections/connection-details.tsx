import { Popover } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatAddress } from '../../../core/contract/address';
import type { Failure } from '../../../core/contract/failure';
import { GRANTED_OPTIONS, type Granted, type GrantedKey } from '../../../core/contract/granted';
import { EXACT_BYTES_BOUNDS } from '../../../core/contract/option-bounds';
import { parseWhole } from '../../../core/contract/parse';
import type { ConnectionAction, ConnectionInfo, StreamInfo } from '../../../core/contract/status';
import type { TlsFacts } from '../../../core/contract/tls';
import { plainText } from '../../../core/payload/visible';
import { ask } from '../../state/bridge';
import { closeDetails, openDetails, useOpenDetails } from '../../state/connections';
import { useJobs } from '../../state/jobs';
import { Button, IconButton } from '../../ui/button';
import { useExplain } from '../../ui/explain';
import { Field, FieldNote } from '../../ui/field';
import { FITTING } from '../../ui/fitting';
import { useFormats } from '../../ui/format';
import { JobProgress } from '../../ui/job-progress';
import { Switch } from '../../ui/switch';
import { isGrantedKey, useGranted } from '../../ui/use-granted';
import styles from './connection-details.module.css';

export const useDetailsOpen = (connection: number): boolean => useOpenDetails(({ id }) => id === connection);

interface PartProps {
  readonly label: string;
  readonly help: string;
  /** What it is done with needs the whole width. */
  readonly stacked?: boolean;
  readonly children: (helpId: string) => ReactNode;
}

const Part = ({ label, help, stacked = false, children }: PartProps) => {
  const helpId = useId();
  return (
    <div className={styles.part} data-stacked={stacked}>
      <div>
        <span className={styles.label}>{label}</span>
        <p id={helpId} className={styles.help}>
          {help}
        </p>
      </div>
      {children(helpId)}
    </div>
  );
};

/** Host names are looked up only when a person asks for it: it tells the name server whom we talk to. */
const HostName = ({ endpoint, connection }: { readonly endpoint: string; readonly connection: number }) => {
  const { t } = useTranslation('connections');
  const explain = useExplain();
  const [found, setFound] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const look = async (): Promise<void> => {
    setAsking(true);
    const answer = await ask('connection.name', { id: endpoint, connection });
    setAsking(false);
    setFound(answer.ok ? plainText(answer.value.name) : explain(answer.failure).cause);
  };
  return (
    <div className={styles.fact}>
      <dt>{t('hostName')}</dt>
      <dd aria-live="polite">
        {found ?? (
          <Button disabled={asking} hint={t('hostNameHint')} onClick={() => void look()}>
            {t('lookUp')}
          </Button>
        )}
      </dd>
    </div>
  );
};

const Facts = ({ stream, queued }: { readonly stream: StreamInfo; readonly queued: number }) => {
  const { t } = useTranslation('connections');
  const { count } = useFormats();
  const { descriptor, taken, discarded } = stream;
  return (
    <>
      <div className={styles.fact}>
        <dt>{t('descriptor')}</dt>
        <dd>{descriptor === null ? t('noDescriptor') : descriptor}</dd>
      </div>
      <div className={styles.fact}>
        <dt>{t('queuedBytes')}</dt>
        <dd>{t('byteCount', { shown: count(queued) })}</dd>
      </div>
      <div className={styles.fact}>
        <dt>{t('taken')}</dt>
        <dd>
          {taken === null
            ? t('nothingYet')
            : t('takenIn', { shown: count(taken.bytes), ms: count(Math.round(taken.ms * 100) / 100) })}
        </dd>
      </div>
      {discarded > 0 && (
        <div className={styles.fact}>
          <dt>{t('discarded')}</dt>
          <dd>{t('byteCount', { shown: count(discarded) })}</dd>
        </div>
      )}
    </>
  );
};

const TRUST_WORDS = {
  verified: 'trustVerified',
  accepted: 'trustAccepted',
  unchecked: 'trustUnchecked',
  none: 'trustNone',
} as const;

/** What the handshake came to. */
const Security = ({ tls }: { readonly tls: TlsFacts }) => {
  const { t } = useTranslation('connections');
  const agreed: readonly (readonly [string, string])[] = [
    ['TLS', `${tls.version}, ${tls.cipher}`],
    [t('alpn'), tls.alpn],
    [t('serverName'), tls.serverName],
  ];
  const said: readonly (readonly [string, string])[] = [
    [t('session'), tls.resumed ? t('sessionResumed') : t('sessionNew')],
    [t('certificate'), t(TRUST_WORDS[tls.trust])],
  ];
  return (
    <>
      {agreed.map(([name, value]) => (
        <div key={name} className={styles.fact}>
          <dt>{name}</dt>
          <dd translate={value === '' ? 'yes' : 'no'}>{value === '' ? t('none') : plainText(value)}</dd>
        </div>
      ))}
      {said.map(([name, value]) => (
        <div key={name} className={styles.fact}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </>
  );
};

const useGrantedWords = () => {
  const { t } = useTranslation('connections');
  const { count } = useFormats();
  return (key: GrantedKey, value: number): string => {
    switch (GRANTED_OPTIONS[key].unit) {
      case 'switch':
        return value === 0 ? t('optionOff') : t('optionOn');
      case 'ms':
        return t('optionMs', { shown: count(value) });
      case 'bytes':
        return t('byteCount', { shown: count(value) });
      case 'number':
        return count(value);
    }
  };
};

const listOf = (granted: Granted): readonly (readonly [GrantedKey, number])[] =>
  Object.entries(granted).flatMap(([key, value]) => (isGrantedKey(key) ? [[key, value] as const] : []));

/** The options of this connection as the system has them, where it can be asked. */
const OptionsPart = ({
  endpoint,
  connection,
}: {
  readonly endpoint: string;
  readonly connection: number;
}) => {
  const { t } = useTranslation('connections');
  const words = useGrantedWords();
  const list = listOf(useGranted(endpoint, connection, true));
  return list.length === 0 ? null : (
    <details className={styles.options}>
      <summary className={styles.label}>{t('socketOptions')}</summary>
      <p className={styles.help}>{t('socketOptionsHelp')}</p>
      <dl className={styles.facts} aria-label={t('socketOptions')}>
        {list.map(([key, value]) => (
          <div key={key} className={styles.option}>
            <dt>{GRANTED_OPTIONS[key].call}</dt>
            <dd>{words(key, value)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
};

interface SavePartProps {
  readonly endpoint: string;
  readonly connection: number;
  readonly onFailure: (failure: Failure | null) => void;
}

const SavePart = ({ endpoint, connection, onFailure }: SavePartProps) => {
  const { t } = useTranslation('connections');
  const job = useJobs(({ jobs }) =>
    jobs.findLast(({ kind, connection: saved }) => kind === 'receiveFile' && saved === connection),
  );
  const saving = job?.state === 'running';
  const save = async (): Promise<void> => {
    const answer = await ask('connection.save', { id: endpoint, connection });
    onFailure(answer.ok ? null : answer.failure);
  };
  return (
    <Part label={t('saveReceived')} help={t('saveReceivedHelp')} stacked={saving}>
      {(helpId) =>
        saving && job !== undefined ? (
          <JobProgress job={job} />
        ) : (
          <Button aria-describedby={helpId} onClick={() => void save()}>
            {t('saveReceivedButton')}
          </Button>
        )
      }
    </Part>
  );
};

interface DetailsProps {
  readonly endpoint: string;
  readonly info: ConnectionInfo;
  readonly stream: StreamInfo;
}

const Details = ({ endpoint, info, stream }: DetailsProps) => {
  const { t } = useTranslation('connections');
  const { count } = useFormats();
  const explain = useExplain();
  const [bytes, setBytes] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const { id: connection } = info;
  const act = async (action: ConnectionAction): Promise<void> => {
    const answer = await ask('connection.act', { id: endpoint, connection, action });
    setFailure(answer.ok ? null : answer.failure);
  };
  const read = async (): Promise<void> => {
    const answer = await ask('connection.read', { id: endpoint, connection, bytes });
    setFailure(answer.ok ? null : answer.failure);
  };
  const { min, max } = EXACT_BYTES_BOUNDS;
  const wrong = bytes !== '' && !parseWhole(bytes, 'exactBytes', EXACT_BYTES_BOUNDS, 0).ok;
  const sending = info.state === 'open' || info.state === 'peerFinished';
  return (
    <>
      <h3 className={styles.title}>{formatAddress(info.remote)}</h3>
      <dl className={styles.facts}>
        <HostName endpoint={endpoint} connection={connection} />
        <Facts stream={stream} queued={info.queued} />
        {info.tls !== null && <Security tls={info.tls} />}
      </dl>
      <Part label={t('readExactly')} help={info.paused ? t('readExactlyHelp') : t('readExactlyPauseFirst')}>
        {(helpId) => (
          <form
            className={styles.read}
            onSubmit={(event) => {
              event.preventDefault();
              void read();
            }}
          >
            <Field
              label={t('readExactly')}
              value={bytes}
              onChange={setBytes}
              mono
              width={104}
              locked={info.paused ? null : t('readExactlyPauseFirst')}
              problem={wrong ? t('outOfBounds', { min: count(min), max: count(max) }) : null}
              aria-describedby={helpId}
              after={<FieldNote>{t('byteUnit')}</FieldNote>}
            />
            {info.paused ? (
              <Button disabled={wrong || bytes.trim() === ''} onClick={() => void read()}>
                {stream.waitsForBytes ? t('reading') : t('read')}
              </Button>
            ) : (
              <Button disabled={stream.readingFinished} onClick={() => void act('pause')}>
                {t('pauseShort')}
              </Button>
            )}
          </form>
        )}
      </Part>
      <SavePart endpoint={endpoint} connection={connection} onFailure={setFailure} />
      <Part label={t('cork')} help={t('corkHelp')}>
        {(helpId) => (
          <Switch
            label={t('cork')}
            checked={stream.corked}
            disabled={!sending}
            describedBy={helpId}
            onChange={(on) => void act(on ? 'cork' : 'uncork')}
          />
        )}
      </Part>
      <Part label={t('finishReading')} help={t('finishReadingHelp')}>
        {(helpId) => (
          <Button
            disabled={stream.readingFinished}
            aria-describedby={helpId}
            onClick={() => void act('finishReading')}
          >
            {stream.readingFinished ? t('readingFinished') : t('finishReading')}
          </Button>
        )}
      </Part>
      <OptionsPart endpoint={endpoint} connection={connection} />
      {failure !== null && (
        <p role="alert" className={styles.failure}>
          {explain(failure).cause} {explain(failure).advice}
        </p>
      )}
    </>
  );
};

interface ConnectionDetailsProps {
  readonly endpoint: string;
  readonly connection: number;
  /** Null while they are not open: what changes four times a second is then not drawn here. */
  readonly info: ConnectionInfo | null;
}

/** What one connection of a stream is, and what is seldom done with it. */
export const ConnectionDetails = ({ endpoint, connection, info }: ConnectionDetailsProps) => {
  const { t } = useTranslation('connections');
  const open = info !== null;
  return (
    <Popover
      opened={open}
      onChange={(wanted) => !wanted && closeDetails()}
      position="bottom-end"
      width={360}
      middlewares={FITTING}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <IconButton
          icon={IconDots}
          label={t('details')}
          hint={t('detailsHint')}
          onClick={() => (open ? closeDetails() : openDetails(connection))}
          quiet
          small
        />
      </Popover.Target>
      <Popover.Dropdown className={styles.dropdown} aria-label={t('details')}>
        {info?.stream !== undefined && <Details endpoint={endpoint} info={info} stream={info.stream} />}
      </Popover.Dropdown>
    </Popover>
  );
};
