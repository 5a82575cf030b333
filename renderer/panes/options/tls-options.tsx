import { IconFileExport, IconX } from '@tabler/icons-react';
import { type ReactNode, useEffect, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { HANDSHAKE_BOUNDS } from '../../../core/contract/option-bounds';
import { parseWhole } from '../../../core/contract/parse';
import type { TlsOptions as Tls } from '../../../core/contract/tls';
import { CLIENT_CERTIFICATES, TLS_VERSIONS } from '../../../core/contract/tls-choices';
import { ask } from '../../state/bridge';
import { chooseCertificate, loadCertificates } from '../../state/certificates';
import { configure, useEndpoint } from '../../state/endpoints';
import { tell } from '../../state/notices';
import { Button, IconButton } from '../../ui/button';
import { Field, FieldNote } from '../../ui/field';
import { useFormats } from '../../ui/format';
import { PickList } from '../../ui/pick-list';
import { Switch } from '../../ui/switch';
import { CertificatePick } from '../certificates/certificate-pick';
import styles from './options.module.css';

interface RowProps {
  readonly label: string;
  readonly help: string;
  /** Said under the control; null: nothing. */
  readonly problem?: string | null;
  /** Gets the ids of what describes the control: what is wrong, and the help. */
  readonly children: (helpId: string) => ReactNode;
}

const Row = ({ label, help, problem = null, children }: RowProps) => {
  const helpId = useId();
  const problemId = useId();
  return (
    <div className={styles.row}>
      <div className={styles.words}>
        <span className={styles.label}>{label}</span>
        <p id={helpId} className={styles.help}>
          {help}
        </p>
      </div>
      <div className={styles.control}>
        {children(problem === null ? helpId : `${problemId} ${helpId}`)}
        {problem !== null && (
          <span id={problemId} className={styles.problem}>
            {problem}
          </span>
        )}
      </div>
    </div>
  );
};

const VERSION_NAMES = { TLSv1: '1.0', 'TLSv1.1': '1.1', 'TLSv1.2': '1.2', 'TLSv1.3': '1.3' } as const;
const VERSIONS = TLS_VERSIONS.map((version) => ({ value: version, label: VERSION_NAMES[version] }));

const CLIENT_CERTIFICATE_WORDS = {
  none: 'clientCertificatesNone',
  ask: 'clientCertificatesAsk',
  require: 'clientCertificatesRequire',
} as const;

interface KeyLogProps {
  readonly id: string;
  readonly value: Tls['keyLog'];
  readonly helpId: string;
}

const KeyLog = ({ id, value, helpId }: KeyLogProps) => {
  const { t } = useTranslation('tls');
  const set = (keyLog: Tls['keyLog']): void =>
    configure(id, (endpoint) => ({ ...endpoint, tls: { ...endpoint.tls, keyLog } }));
  const choose = async (): Promise<void> => {
    const answer = await ask('keyLog.choose');
    if (!answer.ok) tell(answer.failure);
    else if (answer.value !== null) set(answer.value);
  };
  return value === null ? (
    <Button icon={IconFileExport} aria-describedby={helpId} onClick={() => void choose()}>
      {t('keyLogChoose')}
    </Button>
  ) : (
    <span className={styles.chosen}>
      <span className={styles.file} title={value.name}>
        {value.name}
      </span>
      <IconButton icon={IconX} label={t('keyLogEnd')} onClick={() => set(null)} quiet small />
    </span>
  );
};

/** How an endpoint speaks TLS: from its start, or after an upgrade of a plain connection. */
export const TlsOptions = ({ id }: { readonly id: string }) => {
  const { t } = useTranslation('tls');
  const { count } = useFormats();
  const server = useEndpoint(id, ({ role }) => role) === 'server';
  const later = useEndpoint(id, ({ protocol }) => protocol) !== 'tls';
  const tls = useEndpoint(id, (endpoint) => endpoint.tls);
  useEffect(() => void loadCertificates(), []);
  if (tls === undefined) return null;
  const change = (patch: Partial<Tls>): void =>
    configure(id, (endpoint) => ({ ...endpoint, tls: { ...endpoint.tls, ...patch } }));
  const range = TLS_VERSIONS.indexOf(tls.minVersion) <= TLS_VERSIONS.indexOf(tls.maxVersion);
  const timeout = parseWhole(tls.handshakeTimeout, 'handshakeTimeout', HANDSHAKE_BOUNDS, 0);
  const bounds = { min: count(HANDSHAKE_BOUNDS.min), max: count(HANDSHAKE_BOUNDS.max) };
  return (
    <section aria-label={later ? t('sectionUpgrade') : t('section')}>
      <h4 className={styles.section}>{later ? t('sectionUpgrade') : t('section')}</h4>
      {(later || !server) && (
        <Row
          label={server ? t('certificate') : t('clientCertificate')}
          help={server ? t('certificateHelp') : t('clientCertificateHelp')}
        >
          {(helpId) => (
            <CertificatePick
              label={server ? t('certificate') : t('clientCertificate')}
              none={t('none')}
              value={tls.certificate}
              onChange={(certificate) => void chooseCertificate(id, certificate)}
              describedBy={helpId}
              wide
            />
          )}
        </Row>
      )}
      <Row label={t('minVersion')} help={t('minVersionHelp')} problem={range ? null : t('rangeWrong')}>
        {(helpId) => (
          <PickList
            label={t('minVersion')}
            describedBy={helpId}
            choices={VERSIONS}
            value={tls.minVersion}
            onChange={(minVersion) => change({ minVersion })}
            wide
          />
        )}
      </Row>
      <Row label={t('maxVersion')} help={t('maxVersionHelp')}>
        {(helpId) => (
          <PickList
            label={t('maxVersion')}
            describedBy={helpId}
            choices={VERSIONS}
            value={tls.maxVersion}
            onChange={(maxVersion) => change({ maxVersion })}
            wide
          />
        )}
      </Row>
      {server ? (
        <Row label={t('clientCertificates')} help={t('clientCertificatesHelp')}>
          {(helpId) => (
            <PickList
              label={t('clientCertificates')}
              describedBy={helpId}
              choices={CLIENT_CERTIFICATES.map((value) => ({
                value,
                label: t(CLIENT_CERTIFICATE_WORDS[value]),
              }))}
              value={tls.clientCertificates}
              onChange={(clientCertificates) => change({ clientCertificates })}
              wide
            />
          )}
        </Row>
      ) : (
        <>
          <Row label={t('verify')} help={t('verifyHelp')}>
            {(helpId) => (
              <Switch
                label={t('verify')}
                checked={tls.verify}
                describedBy={helpId}
                onChange={(verify) => change({ verify })}
              />
            )}
          </Row>
          <Row label={t('serverName')} help={t('serverNameHelp')}>
            {(helpId) => (
              <Field
                label={t('serverName')}
                value={tls.serverName}
                onChange={(serverName) => change({ serverName })}
                placeholder={t('serverNameEmpty')}
                aria-describedby={helpId}
                mono
              />
            )}
          </Row>
        </>
      )}
      <Row label={t('alpn')} help={t('alpnHelp')}>
        {(helpId) => (
          <Field
            label={t('alpn')}
            value={tls.alpn}
            onChange={(alpn) => change({ alpn })}
            placeholder={t('none')}
            aria-describedby={helpId}
            mono
          />
        )}
      </Row>
      <Row label={t('ciphers')} help={t('ciphersHelp')}>
        {(helpId) => (
          <Field
            label={t('ciphers')}
            value={tls.ciphers}
            onChange={(ciphers) => change({ ciphers })}
            placeholder={t('ciphersEmpty')}
            aria-describedby={helpId}
            mono
          />
        )}
      </Row>
      <Row label={t('resume')} help={server ? t('resumeServerHelp') : t('resumeHelp')}>
        {(helpId) => (
          <Switch
            label={t('resume')}
            checked={tls.resume}
            describedBy={helpId}
            onChange={(resume) => change({ resume })}
          />
        )}
      </Row>
      <Row
        label={t('handshakeTimeout')}
        help={t('handshakeTimeoutHelp')}
        problem={timeout.ok ? null : t('outOfBounds', bounds)}
      >
        {(helpId) => (
          <Field
            label={t('handshakeTimeout')}
            value={tls.handshakeTimeout}
            onChange={(handshakeTimeout) => change({ handshakeTimeout })}
            placeholder={t('never')}
            aria-describedby={helpId}
            mono
            after={<FieldNote>{t('ms')}</FieldNote>}
          />
        )}
      </Row>
      <Row label={t('keyLog')} help={t('keyLogHelp')}>
        {(helpId) => <KeyLog id={id} value={tls.keyLog} helpId={helpId} />}
      </Row>
      {tls.accepted.length > 0 && (
        <Row label={t('accepted')} help={t('acceptedHelp')}>
          {() =>
            tls.accepted.map((fingerprint) => (
              <span key={fingerprint} className={styles.chosen}>
                <span className={styles.file} title={fingerprint}>
                  {fingerprint}
                </span>
                <IconButton
                  icon={IconX}
                  label={t('acceptedEnd')}
                  onClick={() => change({ accepted: tls.accepted.filter((one) => one !== fingerprint) })}
                  quiet
                  small
                />
              </span>
            ))
          }
        </Row>
      )}
    </section>
  );
};
