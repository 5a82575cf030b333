import type { Granted } from '../../core/contract/granted';
import type { Entry } from './endpoint-entry';
import { grantedOptions } from './socket-options';

/**
 * The socket options of an endpoint as the system has them: of one connection, or (null) of its own socket together
 * with its newest connection.
 */
export const grantedTo = ({ runner, context }: Entry, connection: number | null): Granted => {
  const { protocol } = context.plan;
  if (protocol === 'udp') return grantedOptions(runner.descriptor ?? null, 'datagrams');
  const [own, each] =
    protocol === 'local' ? (['local', 'local'] as const) : (['listening', 'connection'] as const);
  const outlet = connection === null ? [...runner.outlets.values()].at(-1) : runner.outlets.get(connection);
  return {
    ...(connection === null && grantedOptions(runner.descriptor ?? null, own)),
    ...grantedOptions(outlet?.info().stream?.descriptor ?? null, each),
  };
};
