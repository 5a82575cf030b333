import { refuse } from './fault';
import type { Field } from './fields';
import type { Need } from './value';

type Made = Field & { readonly kind: 'made' };

const isDeferred = (field: Field | undefined): field is Made =>
  field?.kind === 'made' && field.needs.length > 0;

const within = ({ span }: Need, index: number): boolean => index >= span.from && index < span.to;

const refuseSelf = (field: Made, index: number): void => {
  for (const need of field.needs) {
    if (!within(need, index)) continue;
    if (need.of === 'content' && !need.zeroed) refuse('ETEMPLATE_SELF', need.place);
    if (field.size === null) refuse('ETEMPLATE_SELF_LENGTH', need.place);
  }
};

/** Whether a field must wait for another: for its bytes, or for its length when that is not known before. */
const waitsFor = (field: Made, index: number, other: Made): boolean =>
  field.needs.some((need) => within(need, index) && (need.of === 'content' || other.size === null));

/**
 * The fields that need others, in an order in which each finds what it needs. Fails where one would need itself
 * (ETEMPLATE_SELF, ETEMPLATE_SELF_LENGTH), alone or through others (ETEMPLATE_CYCLE).
 */
export const orderOf = (fields: readonly Field[]): readonly number[] => {
  const order: number[] = [];
  const state = new Map<number, 'begun' | 'done'>();
  const visit = (index: number): void => {
    const field = fields[index];
    if (!isDeferred(field) || state.get(index) === 'done') return;
    if (state.get(index) === 'begun') refuse('ETEMPLATE_CYCLE', field.place);
    state.set(index, 'begun');
    refuseSelf(field, index);
    for (const [other, candidate] of fields.entries()) {
      if (other !== index && isDeferred(candidate) && waitsFor(field, other, candidate)) visit(other);
    }
    state.set(index, 'done');
    order.push(index);
  };
  for (const index of fields.keys()) visit(index);
  return order;
};
