import { create } from 'zustand';
import type { DecodeAsRule } from '../../core/contract/decode-as';
import { withRule } from '../../core/contract/decode-as-rules';
import type { DecodedRow, DissectorName } from '../../core/contract/dissect';
import type { Failure } from '../../core/contract/failure';
import { pathAddress } from '../../core/contract/local-address';
import type { LogRow } from '../../core/contract/log';
import { ask } from './bridge';
import { useEndpoints } from './endpoints';
import { forgetEngineFields } from './engine-fields';
import { useLog } from './log';
import { tell } from './notices';
import { useSettings } from './settings';
import { stateOf, useStatuses } from './statuses';

type Port = Pick<DecodeAsRule, 'transport' | 'port'>;

interface DecodeAsState {
  readonly open: boolean;
  /** The ports that are asked about; the first is the likelier one. Empty while they are found out. */
  readonly ports: readonly Port[];
  /** The ports that were given to a dissector by hand. */
  readonly rules: readonly DecodeAsRule[];
  /** Every dissector; empty until they are known. */
  readonly protocols: readonly DissectorName[];
  readonly failure: Failure | null;
  /** Grows whenever the dissectors have been told something else: what they said before does not count any more. */
  readonly told: number;
}

export const useDecodeAs = create<DecodeAsState>()(() => ({
  open: false,
  ports: [],
  rules: [],
  protocols: [],
  failure: null,
  told: 0,
}));

const setDecodeAs = useDecodeAs.setState;

export const closeDecodeAs = (): void => setDecodeAs({ open: false });

/** Grows whenever something else is asked about. */
let asked = 0;

const open = (ports: readonly Port[]): number => {
  asked += 1;
  setDecodeAs({ open: true, ports, failure: null });
  void learnProtocols();
  return asked;
};

/** The dissectors are others than before: what they said does not count any more. */
export const forgetDissectors = (): void => {
  forgetEngineFields();
  setDecodeAs(({ told }) => ({ protocols: [], told: told + 1 }));
  if (useDecodeAs.getState().open) void learnProtocols();
};

export const learnProtocols = async (): Promise<void> => {
  if (useDecodeAs.getState().protocols.length > 0) return;
  const answer = await ask('dissect.protocols');
  if (answer.ok) setDecodeAs({ protocols: answer.value });
  else if (answer.failure.code !== 'EDISSECT_SUPERSEDED') setDecodeAs({ failure: answer.failure });
};

/** Both ports of a decoded packet, as its headers say. */
const portsOf = ({ fields }: DecodedRow): { readonly source: Port; readonly destination: Port } | null => {
  for (const transport of ['tcp', 'udp'] as const) {
    const number = (side: string): number | undefined => {
      const filter = fields.find(({ name }) => name === `${transport}.${side}`)?.filter;
      return filter === undefined ? undefined : Number(filter.split(' == ')[1]);
    };
    const source = number('srcport');
    const destination = number('dstport');
    if (source !== undefined && destination !== undefined) {
      return { source: { transport, port: source }, destination: { transport, port: destination } };
    }
  }
  return null;
};

/** Asks what the conversation of a row is to be decoded as: by the port of its server, or by the other one. */
export const decodeRowAs = async (row: LogRow): Promise<void> => {
  if (row.kind !== 'data') return;
  const mine = open([]);
  const answer = await ask('dissect.row', { row: row.row, packet: 0 });
  if (mine !== asked) return;
  if (!answer.ok) return setDecodeAs({ failure: answer.failure });
  const found = portsOf(answer.value);
  if (found === null) return closeDecodeAs();
  const { source, destination } = found;
  const [local, remote] = row.direction === 'in' ? [destination, source] : [source, destination];
  // A server's port is the lower one nearly always; what somebody listens on here is one for certain.
  const listens = Object.values(useStatuses.getState().byId).some((status) => {
    const { phase } = status.state;
    const own = 'local' in status.state ? status.state.local.port : 0;
    return (phase === 'listening' || phase === 'open') && own === local.port;
  });
  const localFirst = listens || local.port <= remote.port;
  setDecodeAs({ ports: localFirst ? [local, remote] : [remote, local] });
};

export const canDecodeAs = (row: LogRow | null): boolean =>
  row?.kind === 'data' && row.transport !== 'other' && useSettings.getState().settings.dissectors !== 'off';

export const decodeSelectedAs = (): void => {
  const { selected } = useLog.getState();
  if (selected !== null) void decodeRowAs(selected);
};

/** The port that an endpoint's conversations have: its own for a server, its peer's for a client. Null: not known. */
export const endpointPort = (id: string): Port | null => {
  const config = useEndpoints.getState().endpoints.find((endpoint) => endpoint.id === id);
  if (config === undefined) return null;
  const state = stateOf(useStatuses.getState().byId[id]);
  if (config.protocol === 'local') return { transport: 'tcp', port: pathAddress(config.path.trim()).port };
  const bound = config.role === 'server' && 'local' in state ? state.local.port : Number(config.port);
  const isPort = Number.isInteger(bound) && bound > 0 && bound <= 65_535;
  return isPort ? { transport: config.protocol === 'udp' ? 'udp' : 'tcp', port: bound } : null;
};

export const canDecodeEndpointAs = (id: string): boolean =>
  endpointPort(id) !== null && useSettings.getState().settings.dissectors !== 'off';

export const decodeEndpointAs = (id: string): void => {
  const port = endpointPort(id);
  if (port !== null) open([port]);
};

/** Gives a port to a dissector, or back (null). Rows in view and the tree follow. */
export const giveTo = async (port: Port, protocol: string | null): Promise<void> => {
  const rules = withRule(useDecodeAs.getState().rules, port, protocol);
  setDecodeAs({ rules });
  const answer = await ask('decodeAs.set', { rules });
  if (!answer.ok) tell(answer.failure);
  setDecodeAs(({ told }) => ({ told: told + 1 }));
};

/** Those of a workspace that is open now. */
export const replaceDecodeAs = (rules: readonly DecodeAsRule[]): void =>
  setDecodeAs(({ told }) => ({ rules, open: false, told: told + 1 }));
