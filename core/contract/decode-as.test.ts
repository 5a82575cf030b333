import { expect, test } from 'vitest';
import { decodeAsRuleSchema, decodeAsSchema } from './decode-as';
import { onlyAdds, withRule } from './decode-as-rules';

const modbus = { transport: 'tcp', port: 8888, protocol: 'mbtcp' } as const;
const dns = { transport: 'udp', port: 8888, protocol: 'dns' } as const;

test('a port has one rule for each transport', () => {
  expect(withRule([modbus], dns, 'dns')).toEqual([modbus, dns]);
  expect(withRule([modbus, dns], modbus, 'http')).toEqual([dns, { ...modbus, protocol: 'http' }]);
  expect(withRule([modbus, dns], modbus, null)).toEqual([dns]);
});

test('however many are made, the schema takes them', () => {
  let rules: ReturnType<typeof withRule> = [];
  for (let port = 1; port < 600; port += 1) rules = withRule(rules, { transport: 'tcp', port }, 'http');
  expect(decodeAsSchema.safeParse(rules).success).toBe(true);
  expect(rules.at(-1)?.port).toBe(599);
});

test('adding is told from taking back', () => {
  expect(onlyAdds([], [modbus])).toBe(true);
  expect(onlyAdds([modbus], [dns, modbus])).toBe(true);
  expect(onlyAdds([modbus], [{ ...modbus, protocol: 'http' }])).toBe(false);
  expect(onlyAdds([modbus, dns], [dns])).toBe(false);
});

test.each(['', 'a b', 'a\nb', '../x', 'x'.repeat(101)])('%j is no name of a dissector', (protocol) => {
  expect(decodeAsRuleSchema.safeParse({ ...modbus, protocol }).success).toBe(false);
});
