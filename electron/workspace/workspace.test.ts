import { expect, test } from 'vitest';
import { newEndpoint } from '../../core/contract/endpoint';
import {
  MAX_ENDPOINTS,
  newWorkspace,
  type WorkspaceContent,
  workspaceSchema,
} from '../../core/contract/workspace';
import { newRule, textDraft } from '../../core/rules/new-rule';
import { openWorkspace } from './workspace';

let made = 0;
const firstWorkspace = (): WorkspaceContent =>
  newWorkspace(() => {
    made += 1;
    return `made-${made}`;
  });

/** The narrowest fake of a file; what openWorkspace keeps is checked against the schema all the same. */
const inMemory = (initial: WorkspaceContent) => {
  let value = initial;
  return {
    get value() {
      return value;
    },
    set(next: WorkspaceContent) {
      value = workspaceSchema.parse(next);
    },
  };
};

test('the first workspace holds one server and one client on 127.0.0.1:8888, and passes its own schema', () => {
  const { endpoints } = workspaceSchema.parse(firstWorkspace());
  expect(endpoints.map(({ role, protocol, address, port }) => [role, protocol, address, port])).toEqual([
    ['server', 'tcp', '127.0.0.1', '8888'],
    ['client', 'tcp', '127.0.0.1', '8888'],
  ]);
});

test('endpoints of before there was multicast or TLS are read, and have what new ones have', () => {
  const { tls: _tls, groups: _groups, ...old } = newEndpoint('a', 'server');
  const { ttl: _ttl, multicastTtl: _hops, multicastLoop: _loop, ipv6Only: _six, ...options } = old.options;
  const { endpoints } = workspaceSchema.parse({ endpoints: [{ ...old, options }] });
  expect(endpoints).toEqual([newEndpoint('a', 'server')]);
});

test('a copy stands beside its model under a name that is not taken', () => {
  const workspace = openWorkspace(inMemory(firstWorkspace()));
  const [server] = workspace.endpoints;
  const copy = workspace.create('server', server);
  const again = workspace.create('server', copy ?? undefined);
  expect(workspace.endpoints.map(({ name }) => name)).toEqual(['', 'TCP :8888 2', 'TCP :8888 3', '']);
  expect(new Set([server?.id, copy?.id, again?.id]).size).toBe(3);
});

test('put replaces, remove removes, find finds', () => {
  const workspace = openWorkspace(inMemory(firstWorkspace()));
  const fresh = workspace.create('client', undefined);
  if (fresh === null) throw new Error('there was room');
  workspace.put({ ...fresh, port: '9' });
  expect(workspace.find(fresh.id)?.port).toBe('9');
  workspace.remove(fresh.id);
  expect(workspace.find(fresh.id)).toBeUndefined();
});

test('no more endpoints are made than the file is allowed to hold', () => {
  const endpoints = Array.from({ length: MAX_ENDPOINTS - 1 }, (_, i) => newEndpoint(`e${i}`, 'client'));
  const workspace = openWorkspace(inMemory({ ...firstWorkspace(), endpoints }));
  expect(workspace.create('client', undefined)).not.toBeNull();
  expect(workspace.create('client', undefined)).toBeNull();
  expect(workspace.endpoints.length).toBe(MAX_ENDPOINTS);
});

test('endpoints of before there were rules are read; copies forward among themselves', () => {
  const { autoReply, framing: _framing, ...old } = newEndpoint('a', 'server');
  const { rules: _rules, ...reply } = autoReply;
  const { endpoints } = workspaceSchema.parse({ endpoints: [{ ...old, autoReply: reply }] });
  expect(endpoints).toEqual([newEndpoint('a', 'server')]);

  const workspace = openWorkspace(inMemory(firstWorkspace()));
  const [a, b] = [newEndpoint('a', 'server'), newEndpoint('b', 'client')];
  const actions = ['b', 'elsewhere'].map((to) => ({ kind: 'forward' as const, to }));
  const draft = textDraft('{{$message}}');
  const rules = [newRule('r', { actions: actions.map((action) => ({ ...action, draft })) })];
  expect(workspace.add([{ ...a, autoReply: { ...a.autoReply, rules } }, b])).toBe(true);
  const [, , copyOfA, copyOfB] = workspace.endpoints;
  const targets = copyOfA?.autoReply.rules[0]?.actions.map((action) => 'to' in action && action.to);
  expect(targets).toEqual([copyOfB?.id, 'elsewhere']);
});
