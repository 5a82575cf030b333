import type { DecodedField } from '../../core/contract/dissect';

/** A field's value alone: as the filter has it, or what its label says behind the name. */
export const fieldValue = ({ filter, label }: DecodedField): string => {
  const compared = / == (.*)$/s.exec(filter)?.[1];
  if (compared === undefined) return /^[^:]*: (.*)$/s.exec(label)?.[1] ?? label;
  return /^".*"$/s.test(compared) ? unquoted(compared) : compared;
};

/** A string of the filter language without its quotes and escapes. */
const unquoted = (text: string): string =>
  text
    .slice(1, -1)
    .replaceAll(/\\(x[0-9a-fA-F]{2}|.)/g, (_, what: string) =>
      what.length === 3
        ? String.fromCharCode(Number.parseInt(what.slice(1), 16))
        : ({ n: '\n', r: '\r', t: '\t', a: '\u0007', b: '\b', f: '\f', v: '\v' }[what] ?? what),
    );

/** A condition of the filter language that this field meets, empty where there is none. A bare name is only a word. */
export const fieldCondition = ({ filter, isProtocol }: DecodedField): string => {
  if (filter === '' || filter.includes(' == ')) return filter;
  return isProtocol ? `frame.protocols contains "${filter}"` : '';
};
