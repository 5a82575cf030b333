import type { DissectorName } from '../../../core/contract/dissect';

/** How well a protocol fits what was typed; less is better, infinite is not at all. */
const rank = ({ name, title }: DissectorName, wanted: string): number => {
  const [short, long] = [name.toLowerCase(), title.toLowerCase()];
  if (short === wanted || long === wanted) return 0;
  if (short.startsWith(wanted) || long.startsWith(wanted)) return 1;
  return short.includes(wanted) || long.includes(wanted) ? 2 : Number.POSITIVE_INFINITY;
};

/** The protocols that have what was typed in their name, best first. */
export const findProtocols = (
  protocols: readonly DissectorName[],
  typed: string,
): readonly DissectorName[] => {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return protocols;
  const ranked = protocols.flatMap((one) => {
    const at = rank(one, wanted);
    return at === Number.POSITIVE_INFINITY ? [] : [{ one, at }];
  });
  // Sorting is stable: names stay in order.
  return ranked.sort((a, b) => a.at - b.at).map(({ one }) => one);
};
