import type { ChecksumFinding } from '../../../core/checksum/detect';
import { formatHex } from '../../../core/payload/hex';

/** The name of the part that a checksum is over, where none of the usual names fits. */
const PART = 'body';

/** The message as hex, with the checksum made anew each time instead of its bytes. */
export const messageWith = (finding: ChecksumFinding, bytes: Uint8Array): string => {
  const { checksum, order, form, size, start, end, gap } = finding;
  const at = finding.at < 0 ? bytes.length + finding.at : finding.at;
  const after = at + size;
  const over =
    end === 'message' && start === after
      ? 'after'
      : end === 'checksum' && start === 0 && gap === 0
        ? 'before'
        : PART;
  const words = [
    ...(over === 'before' ? [] : [over]),
    ...(order === 'le' && checksum.size > 1 ? ['le'] : []),
    ...(form === 'hex' ? ['HEX'] : []),
  ];
  const expression = `{{${checksum.name}${words.length === 0 ? '' : `(${words.join(', ')})`}}}`;
  const hex = (from: number, to: number): string => formatHex(bytes.subarray(from, to));
  const part = (from: number, to: number): string =>
    over === PART ? `{{#${PART}}}${hex(from, to)}{{/${PART}}}` : hex(from, to);
  const pieces =
    end === 'message'
      ? [hex(0, at), expression, hex(after, start), part(start, bytes.length)]
      : [hex(0, start), part(start, at - gap), hex(at - gap, at), expression, hex(after, bytes.length)];
  return pieces.filter((piece) => piece !== '').join(' ');
};

/** A certainty that a person can act on. */
export type Certainty = 'certain' | 'likely' | 'possible';

/** In bits above chance: one in a million, one in a thousand. */
export const certaintyOf = ({ strength }: ChecksumFinding): Certainty =>
  strength >= 20 ? 'certain' : strength >= 10 ? 'likely' : 'possible';
