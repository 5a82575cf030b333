import { failureOfProtocol, type ProtocolFault, type ProtocolPart } from '../../../core/protocol/fault';
import { useExplain } from '../../ui/explain';

export interface CellFault {
  /** What is wrong with the cell, in words; null: nothing. */
  readonly problem: string | null;
  /** Where it is said in full. */
  readonly problemId: string;
}

/** The element that says what is wrong with a field, or with the description itself (null). */
export const faultsId = (field: number | null): string => `protocol-faults-${field ?? 'head'}`;

/** What is wrong with the cells of a field, or of the description itself. */
export const useCellFaults = (faults: readonly ProtocolFault[], field: number | null) => {
  const explain = useExplain();
  return (part: ProtocolPart, bits: number | null = null): CellFault => {
    const fault = faults.find((one) => one.field === field && one.part === part && one.bits === bits);
    return {
      problem: fault === undefined ? null : explain(failureOfProtocol(fault)).cause,
      problemId: faultsId(field),
    };
  };
};
