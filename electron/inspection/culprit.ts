import type { Failure } from '../../core/contract/failure';
import { type LuaOffence, MOST_LUA_BYTES, OFFENCE, OFFENCES, RUNNING } from '../dissect/lua-guard';
import type { Given } from './messages';

interface Culprit {
  readonly file: string;
  readonly failure: Failure;
}

const MIB = 1024 * 1024;

/** The Lua file whose code a thread was in when it was given up, and what it did; null: it was in none. */
export const culprit = ({ luaFiles, watch }: Given, why: Failure): Culprit | null => {
  const file = luaFiles[Atomics.load(watch, RUNNING) - 1]?.name;
  if (file === undefined) return null;
  const offence: LuaOffence | undefined = OFFENCES[Atomics.load(watch, OFFENCE) - 1];
  if (offence === 'memory') {
    return { file, failure: { code: 'ELUA_MEMORY', params: { file, most: MOST_LUA_BYTES / MIB } } };
  }
  // Without a sign of its own it hangs where no step of Lua is counted, as in the matching of a pattern.
  const endless = offence === 'endless' || why.code === 'EDISSECT_HUNG';
  return {
    file,
    failure: endless
      ? { code: 'ELUA_ENDLESS', params: { file } }
      : { code: 'ELUA_BROKE', params: { file }, detail: why.detail ?? '' },
  };
};
