import { z } from 'zod';
import type { Failure } from '../../core/contract/failure';
import { MAX_LUA_FILES } from '../../core/contract/limits';
import type { JsonFile } from './json-file';

const failureSchema = z
  .strictObject({
    code: z.string().max(100),
    params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    detail: z.string().optional(),
  })
  .nullable();

const MOST_WORKSPACES = 100;

/** Which Lua files are used, on this computer. */
export const luaSwitchesSchema = z.strictObject({
  version: z.literal(1),
  /** Of a person's own files those that are not used; with the failure for which Porthole switched one off itself. */
  off: z.array(z.strictObject({ name: z.string().max(255), failure: failureSchema })).max(1000),
  /** Files of workspaces, by the workspace's path, of which a person, or Porthole, has said whether they are used. */
  workspaces: z
    .array(
      z.strictObject({
        path: z.string().max(10_000),
        files: z
          .array(z.strictObject({ name: z.string().max(255), on: z.boolean(), failure: failureSchema }))
          .max(1000),
      }),
    )
    .max(MOST_WORKSPACES)
    .optional(),
});
export type LuaSwitches = z.infer<typeof luaSwitchesSchema>;
export const noLuaSwitches = (): LuaSwitches => ({ version: 1, off: [] });

interface LuaSwitch {
  readonly on: boolean;
  /** Why Porthole has switched it off itself. */
  readonly failure: Failure | null;
}

/** Which files of a folder are used. */
export interface LuaSwitchboard {
  of(name: string): LuaSwitch;
  set(name: string, on: boolean, failure: Failure | null): void;
  /** As if nobody had ever said anything about the file. */
  forget(name: string): void;
}

/** As it is kept. */
const kept = (failure: Failure | null) => (failure === null ? null : { ...failure });

/** For a person's own folder: what is in it is used unless it is switched off. */
export const ownSwitches = (file: JsonFile<LuaSwitches>): LuaSwitchboard => {
  const put = (name: string, off: LuaSwitches['off']): void => {
    const others = file.value.off.filter((one) => one.name !== name);
    file.set({ ...file.value, off: [...others.slice(-(MAX_LUA_FILES * 2)), ...off] });
  };
  return {
    of: (name) => {
      const off = file.value.off.find((one) => one.name === name);
      return { on: off === undefined, failure: (off?.failure as Failure | null | undefined) ?? null };
    },
    set: (name, on, failure) => put(name, on ? [] : [{ name, failure: kept(failure) }]),
    forget: (name) => put(name, []),
  };
};

export interface WorkspaceSwitches extends LuaSwitchboard {
  /** Whether anybody has said anything about the file. */
  has(name: string): boolean;
  /** What was said about files before is forgotten, and this is said instead. */
  replace(said: readonly (LuaSwitch & { readonly name: string })[]): void;
}

/** For the folder of a workspace, which may come from anywhere: nothing in it is used until a person says so. */
export const workspaceSwitches = (file: JsonFile<LuaSwitches>, path: string): WorkspaceSwitches => {
  type Files = NonNullable<LuaSwitches['workspaces']>[number]['files'];
  const files = (): Files => file.value.workspaces?.find((one) => one.path === path)?.files ?? [];
  const keep = (mine: Files): void => {
    const others = (file.value.workspaces ?? []).filter((one) => one.path !== path);
    const workspaces = [...others, { path, files: mine }].slice(-MOST_WORKSPACES);
    file.set({ ...file.value, workspaces });
  };
  const put = (name: string, said: Files): void => {
    const others = files().filter((one) => one.name !== name);
    keep([...others.slice(-(MAX_LUA_FILES * 2)), ...said]);
  };
  return {
    has: (name) => files().some((one) => one.name === name),
    of: (name) => {
      const said = files().find((one) => one.name === name);
      return { on: said?.on ?? false, failure: (said?.failure as Failure | null | undefined) ?? null };
    },
    set: (name, on, failure) => put(name, [{ name, on, failure: kept(failure) }]),
    forget: (name) => put(name, []),
    replace: (said) =>
      keep(
        said
          .slice(0, MAX_LUA_FILES * 2)
          .map(({ name, on, failure }) => ({ name, on, failure: kept(failure) })),
      ),
  };
};
