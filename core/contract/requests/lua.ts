import { z } from 'zod';
import { MAX_LUA_BYTES } from '../limits';
import { LUA_PLACES, type LuaFiles } from '../lua-files';
import { nothing } from './fields';

/** Of a file in the folder of Lua dissectors; never a path. */
const luaName = z.string().min(1).max(255);
const place = z.enum(LUA_PLACES);

/** A person's own Lua dissectors. */
export const luaRequests = {
  'lua.list': nothing,
  /** The person chooses files, which are copied into the folder. */
  'lua.choose': nothing,
  /** A file that was dropped onto the window. One with the same name is replaced. */
  'lua.add': z.strictObject({
    name: luaName,
    bytes: z.instanceof(Uint8Array).refine(({ length }) => length <= MAX_LUA_BYTES + 1, 'length'),
  }),
  'lua.sample': nothing,
  'lua.switch': z.strictObject({ place, name: luaName, on: z.boolean() }),
  'lua.remove': z.strictObject({ place, name: luaName }),
  /** From a person's own folder to the workspace's, or back. */
  'lua.move': z.strictObject({ place, name: luaName }),
  /** Shows the folder in the system's file manager. */
  'lua.show': z.strictObject({ place }),
} as const;

export interface LuaAnswers {
  'lua.list': LuaFiles;
  /** Null: the person cancelled. */
  'lua.choose': { readonly count: number } | null;
  'lua.add': null;
  'lua.sample': null;
  'lua.switch': null;
  'lua.remove': null;
  'lua.move': null;
  'lua.show': null;
}
