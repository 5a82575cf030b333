import { IconPlayerPlayFilled, IconPlayerStopFilled, IconPlug, IconPlugX } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import type { EndpointConfig, Protocol } from '../../../core/contract/endpoint';
import { protocolName } from '../../../core/contract/endpoint-name';
import type { Failure } from '../../../core/contract/failure';
import { usualLocalPath } from '../../../core/contract/local-path';
import { configure, startEndpoint, stopEndpoint, useEndpoint } from '../../state/endpoints';
import { useSettings } from '../../state/settings';
import { stateOf, useStatus } from '../../state/statuses';
import { Button } from '../../ui/button';
import { useExplain } from '../../ui/explain';
import { Field } from '../../ui/field';
import { Segmented } from '../../ui/segmented';
import { OptionsButton } from '../options/options-button';
import { AddressField } from './address-field';
import styles from './endpoint-form.module.css';
import { EndpointStatusText } from './endpoint-status';
import { placeProblems } from './place-problems';

const PROTOCOLS: readonly Protocol[] = ['tcp', 'udp', 'tls', 'local'];

/** What starts and stops this endpoint, in the words of its kind. */
const START = {
  server: { tcp: 'start', tls: 'start', local: 'start', udp: 'start' },
  client: { tcp: 'connect', tls: 'connect', local: 'connect', udp: 'open' },
} as const;
const STOP = {
  server: { tcp: 'stop', tls: 'stop', local: 'stop', udp: 'stop' },
  client: { tcp: 'disconnect', tls: 'disconnect', local: 'disconnect', udp: 'close' },
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

/** Protocol, address and port or path, and what starts it. Locked while it runs. */
export const EndpointForm = ({ id }: { readonly id: string }) => {
  const { t } = useTranslation('endpoints');
  const explain = useExplain();
  const place = useEndpoint(
    id,
    useShallow(({ role, protocol, address, port, path }) => ({ role, protocol, address, port, path })),
  );
  const platform = useSettings((state) => state.platform);
  // Half an address is wrong until it is whole: nothing is said while it is being typed.
  const [typing, setTyping] = useState(false);
  const running = useStatus(id, (status) => stateOf(status).phase !== 'stopped');
  const failure = useStatus(id, (status) => {
    const state = stateOf(status);
    return state.phase === 'stopped' ? state.failure : undefined;
  });
  const problemId = useId();
  if (place === undefined) return null;
  const { protocol, port, path } = place;
  const server = place.role === 'server';
  const locked = running ? t('locked') : null;
  const wrong = placeProblems(place, platform, typing);
  const words = (of: Failure | null): string | null => (of === null ? null : explain(of).cause);
  const first = wrong.address ?? wrong.port ?? wrong.path;
  const problem = first === null ? null : explain(first);
  // The note of the failed start says it already.
  const said = failure != null && explain(failure).cause === problem?.cause;
  const change = (patch: Partial<EndpointConfig>): void =>
    configure(id, (endpoint) => ({ ...endpoint, ...patch }));
  const choose = (value: Protocol): void =>
    change({
      protocol: value,
      ...(value === 'local' && path.trim() === '' && { path: usualLocalPath(platform) }),
    });
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
          choices={PROTOCOLS.map((value) => ({
            value,
            label: value === 'local' ? t('local') : protocolName(value),
          }))}
          value={protocol}
          disabled={running}
          hint={locked}
          onChange={choose}
        />
        {protocol === 'local' ? (
          <span className={styles.path}>
            <Field
              label={t('path')}
              value={path}
              onChange={(value) => change({ path: value })}
              mono
              placeholder={usualLocalPath(platform)}
              hint={server ? t('pathHintServer') : t('pathHintClient')}
              maxLength={1000}
              locked={locked}
              problem={words(wrong.path)}
              problemId={said ? undefined : problemId}
              onFocus={() => setTyping(true)}
              onBlur={() => setTyping(false)}
            />
          </span>
        ) : (
          <>
            <AddressField
              id={id}
              locked={locked}
              problem={words(wrong.address)}
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
              hint={server ? t('portHintServer') : t('portHintClient')}
              locked={locked}
              problem={words(wrong.port)}
              problemId={said || first !== wrong.port ? undefined : problemId}
            />
          </>
        )}
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
