import {
  MAX_SHOWN_FAULTS,
  type WorkspaceContent,
  type WorkspaceFault,
  workspaceSchema,
} from '../contract/workspace';
import { childOf, type JsonFault, type JsonObject, parseTree, placeIn, wayToOffset } from '../json/tree';
import { fieldNames, scalarOf } from './field-names';
import { type Blame, mended } from './mend';
import { WORKSPACE_SHAPE } from './shape';
import { WORKSPACE_VERSION } from './write';

export type ReadWorkspace =
  /** Everything that could be read; what could not be is in `faults`, of which no more than are shown are told. */
  | {
      readonly kind: 'workspace';
      readonly content: WorkspaceContent;
      /** Of the format. */
      readonly version: number;
      readonly faults: readonly WorkspaceFault[];
      readonly faultCount: number;
    }
  /** Written by a later Porthole. */
  | { readonly kind: 'newer'; readonly version: number }
  /** Nothing of a workspace is in it. */
  | { readonly kind: 'nothing'; readonly fault: WorkspaceFault };

const SECTIONS: readonly string[] = Object.keys(WORKSPACE_SHAPE.parts({}));

const ofJson = ({ code, found, offset }: JsonFault, field: string): Blame => ({
  offset,
  field,
  failure: { code, params: { found } },
});

/**
 * Reads the text of a workspace's file, of any version up to this one. Never throws: what is damaged is left out, or is
 * as it is at first, and said with its line and field.
 *
 * @param newId for what has no id, or one that is there twice
 */
export const readWorkspace = (text: string, newId: () => string): ReadWorkspace => {
  const { root, faults } = parseTree(text);
  const said = ({ offset, field, failure }: Blame): WorkspaceFault => ({
    ...placeIn(text, offset),
    field,
    failure,
  });
  const nothing = (): ReadWorkspace => {
    const [first] = faults;
    const failure = { code: 'EWORKSPACE_NOTHING' };
    return {
      kind: 'nothing',
      fault: said(first === undefined ? { offset: 0, field: '', failure } : ofJson(first, '')),
    };
  };
  if (root?.kind !== 'object') return nothing();
  const version = scalarOf(childOf(root, 'version'));
  if (typeof version === 'number' && version > WORKSPACE_VERSION) return { kind: 'newer', version };
  const known =
    root.members.some(({ key }) => SECTIONS.includes(key)) || childOf(root, 'porthole') !== undefined;
  if (!known) return nothing();

  const nameOf = fieldNames(root);
  const blames: Blame[] = faults.map((fault) => ofJson(fault, nameOf(wayToOffset(root, fault.offset))));
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    const offset = childOf(root, 'version')?.offset ?? root.offset;
    blames.push({ offset, field: 'version', failure: { code: 'EFIELD_VERSION' } });
  }
  const body: JsonObject = {
    ...root,
    members: root.members.filter(({ key }) => key !== 'version' && key !== 'porthole'),
  };
  const { value, blames: mends } = mended(body, WORKSPACE_SHAPE, workspaceSchema, newId);
  if (value === null) return nothing();
  const all = [...blames, ...mends].sort((one, other) => one.offset - other.offset);
  return {
    kind: 'workspace',
    content: value,
    version: typeof version === 'number' ? version : WORKSPACE_VERSION,
    faults: all.slice(0, MAX_SHOWN_FAULTS).map(said),
    faultCount: all.length,
  };
};
