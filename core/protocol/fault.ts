import type { Failure, Params } from '../contract/failure';
import type { ProtocolCode } from './codes';

/** What of a description, of one of its fields, or of a field's bits is wrong. */
export type ProtocolPart =
  | 'name'
  | 'tcpPorts'
  | 'udpPorts'
  | 'fields'
  | 'size'
  | 'repeat'
  | 'condition'
  | 'texts'
  | 'bits'
  | 'algorithm'
  | 'from';

export interface ProtocolFault {
  /** The field's place; null: the description itself. */
  readonly field: number | null;
  /** The place of the field's bits; null: the field itself. */
  readonly bits: number | null;
  readonly part: ProtocolPart;
  readonly code: ProtocolCode;
  readonly params: Params;
}

export const failureOfProtocol = ({ code, params }: ProtocolFault): Failure => ({ code, params });
