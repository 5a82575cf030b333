import { IconPlayerPlayFilled, IconPlayerStopFilled, IconPlug, IconPlugX } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EndpointConfig, Protocol } from '../../../core/contract/endpoint';
import { parseHost } from '../../../core/contract/host';
import { parsePort } from '../../../core/contract/parse';
import { configure, startEndpoint, stopEndpoint, useEndpoint } from '../../state/endpoints';
import { stateOf, useStatus } from '../../state/statuses';
import { Button } from '../../ui/button';
import { useExplain } from '../../ui/explain';
import { Field } from '../../ui/field';
import { Segmented } from '../../ui/segmented';
import { OptionsButton } from '../options/options-button';
import { AddressField } from './address-field';
import styles from './endpoint-form.module.css';
import { EndpointStatusText } from './endpoint-status';

const PROTOCOLS: readonly { readonly value: Protocol; readonly label: string }[] = [
  { value: 'tcp', label: 'TCP' },
  { value: 'udp', label: 'UDP' },
  { value: 'tls', label: 'TLS' },
];

/** What starts and stops this endpoint, in the words of its kind. */
const START = {
  server: { tcp: 'start', tls: 'start', udp: 'start' },
  client: { tcp: 'connect', tls: 'connect', udp: 'open' },
} as const;
const STOP = {
  server: { tcp: 'stop', tls: 'stop', udp: 'stop' },
  client: { tcp: 'disconnect', tls: 'disconnect', udp: 'close' },
} as const;

const RunButton = ({ id }: { readonly id: string }) => {
  const { t } = useTranslation('endpoints');
  const side = useEndpoint(id, ({ role }) => role) ?? 'server';
  const protocol = useEndpoint(id, (endpoint) => endpoint.protocol) ?? 'tcp';
  const phase = useStatus(id, (status) => stateOf(status).phase);
  const server = side === 'server';
  if (phase === 'stopped') {
    return (
      <Button
        look="primary"
        icon={server ? IconPlayerPlayFilled : IconPlug}
        onClick={() => void startEndpoint(id)}
      >
        {t(START[side][protocol])}
      </Button>
    );
  }
  return (
    <Button
      look="danger"
      icon={server ? IconPlayerStopFilled : IconPlugX}
      disabled={phase === 'stopping'}
      onClick={() => void stopEndpoint(id)}
    >
      {t(STOP[side][protocol])}
    </Button>
  );
};

/** Protocol, address, port, and what starts it. Locked while it runs. */
export const EndpointForm = ({ id }: { readonly id: string }) => {
  const { t } = useTranslation('endpoints');
  const explain = useExplain();
  const side = useEndpoint(id, ({ role }) => role);
  const protocol = useEndpoint(id, (endpoint) => endpoint.protocol);
  const address = useEndpoint(id, (endpoint) => endpoint.address);
  const port = useEndpoint(id, (endpoint) => endpoint.port);
  // Half an address is wrong until it is whole: nothing is said while it is being typed.
  const [typing, setTyping] = useState(false);
  const running = useStatus(id, (status) => stateOf(status).phase !== 'stopped');
  const failure = useStatus(id, (status) => {
    const state = stateOf(status);
    return state.phase === 'stopped' ? state.failure : undefined;
  });
  const problemId = useId();
  if (side === undefined || protocol === undefined || address === undefined || port === undefined)
    return null;
  const locked = running ? t('locked') : null;
  const host = parseHost(address);
  const parsed = parsePort(port, side === 'server');
  const wrongAddress = host.ok || (typing && address.trim() !== '') ? null : explain(host.failure);
  const wrongPort = parsed.ok ? null : explain(parsed.failure);
  const problem = wrongAddress ?? wrongPort;
  // The note of the failed start says it already.
  const said = failure != null && explain(failure).cause === problem?.cause;
  const change = (patch: Partial<EndpointConfig>): void =>
    configure(id, (endpoint) => ({ ...endpoint, ...patch }));
  return (
    <>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!running) void startEndpoint(id);
        }}
      >
        <Segmented
          label={t('protocol')}
          choices={PROTOCOLS}
          value={protocol}
          disabled={running}
          hint={locked}
          onChange={(value) => change({ protocol: value })}
        />
        <AddressField
          id={id}
          locked={locked}
          problem={wrongAddress?.cause ?? null}
          problemId={said ? undefined : problemId}
          onTyping={setTyping}
        />
        <Field
          label={t('port')}
          value={port}
          onChange={(value) => change({ port: value })}
          mono
          width={60}
          inputMode="numeric"
          locked={locked}
          problem={wrongPort?.cause ?? null}
          problemId={said || problem !== wrongPort ? undefined : problemId}
        />
        <RunButton id={id} />
        <span className={styles.state}>
          <EndpointStatusText id={id} />
          <span className={styles.options}>
            <OptionsButton id={id} />
          </span>
        </span>
        {/* Enter in a field starts; a form with several fields does that only with a submit button. */}
        <button type="submit" hidden tabIndex={-1} aria-hidden="true" />
      </form>
      {problem !== null && !said && (
        <p id={problemId} className={styles.problem}>
          {problem.cause} {problem.advice}
        </p>
      )}
    </>
  );
};
