import { create } from 'zustand';
import { formatHex } from '../../core/payload/hex';
import type { Typed } from '../../core/protocol/form';
import type { Protocol } from '../../core/protocol/protocol';
import { readProtocol, takenNames } from '../../core/protocol/read';
import { configure } from './endpoints';
import type { useProtocols } from './protocols';

interface FormState {
  /** The endpoint whose message is filled in; null: none. */
  readonly endpoint: string | null;
  /** The protocol's id; null: the first. */
  readonly chosen: string | null;
  /** What was typed, by protocol. It stays for the next message. */
  readonly typed: Readonly<Record<string, Typed>>;
}

export const useProtocolForm = create<FormState>()(() => ({ endpoint: null, chosen: null, typed: {} }));

/** Protocols that a message can be made by: those without a fault. */
export const usableProtocols = ({
  protocols,
}: Pick<ReturnType<typeof useProtocols.getState>, 'protocols'>): readonly {
  readonly id: string;
  readonly protocol: Protocol;
}[] =>
  protocols.flatMap((described) => {
    const { protocol } = readProtocol(described, takenNames(protocols, described.id));
    return protocol === null ? [] : [{ id: described.id, protocol }];
  });

export const openForm = (endpoint: string): void => useProtocolForm.setState({ endpoint });

export const closeForm = (): void => useProtocolForm.setState({ endpoint: null });

export const chooseForm = (chosen: string): void => useProtocolForm.setState({ chosen });

export const typeIntoForm = (protocol: string, name: string, text: string): void =>
  useProtocolForm.setState(({ typed }) => ({
    typed: { ...typed, [protocol]: { ...typed[protocol], [name]: text } },
  }));

/** Puts the message into the composer, in hex. */
export const putForm = (endpoint: string, bytes: Uint8Array): void => {
  configure(endpoint, (one) => ({
    ...one,
    composer: { ...one.composer, format: 'hex', hex: formatHex(bytes) },
  }));
  closeForm();
};
