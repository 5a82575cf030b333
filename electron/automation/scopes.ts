import type { Nanoseconds } from '../../core/contract/recorder';
import { createScope, type Scope } from '../../core/template/scope';

type Values = ReadonlyMap<string, string | Uint8Array>;

/** Where the templates of each endpoint take their values from. */
export interface Scopes {
  /** An endpoint's own: what it sends and what it answers count on together. */
  of(id: string): Scope;
  /** A new one that shares nothing but the variables, for a repeat. */
  fresh(): Scope;
  /** Counters and seeds of the endpoint begin again. */
  reset(id: string): void;
  setVariables(values: Values): void;
  variables(): Values;
}

export const createScopes = (now: () => Nanoseconds): Scopes => {
  const scopes = new Map<string, Scope>();
  let variables: Values = new Map();
  const fresh = (): Scope => createScope({ now, variable: (name) => variables.get(name) });
  return {
    of(id) {
      const known = scopes.get(id);
      if (known !== undefined) return known;
      const made = fresh();
      scopes.set(id, made);
      return made;
    },
    fresh,
    reset: (id) => void scopes.delete(id),
    setVariables(values) {
      variables = values;
    },
    variables: () => variables,
  };
};
