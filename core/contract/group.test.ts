import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isGroupAddress, membershipKey, parseGroup, parseGroups } from './group';

const typed = (group: string, source = '', via = '') => ({ group, source, via });
const codeOf = (result: ReturnType<typeof parseGroups> | ReturnType<typeof parseGroup>) =>
  result.ok ? 'ok' : result.failure.code;

describe('one group', () => {
  test.each([
    [typed('239.1.2.3'), { group: '239.1.2.3', source: null, via: '', family: 4 }],
    [
      typed(' 232.1.2.3 ', ' 10.0.0.1 ', ' eth0 '),
      { group: '232.1.2.3', source: '10.0.0.1', via: 'eth0', family: 4 },
    ],
    [typed('[ff15::1]'), { group: 'ff15::1', source: null, via: '', family: 6 }],
    [typed('ff02::fb%eth0'), { group: 'ff02::fb', source: null, via: 'eth0', family: 6 }],
    [typed('ff02::fb%eth0', '', 'eth1'), { group: 'ff02::fb', source: null, via: 'eth1', family: 6 }],
    [
      typed('ff3e::1', 'fe80::1%eth0', 'eth0'),
      { group: 'ff3e::1', source: 'fe80::1', via: 'eth0', family: 6 },
    ],
  ])('%j', (given, value) => expect(parseGroup(given)).toEqual({ ok: true, value }));

  test.each([
    [typed(''), 'EINVAL_GROUP_EMPTY'],
    [typed('10.0.0.1'), 'EINVAL_GROUP'],
    [typed('223.255.255.255'), 'EINVAL_GROUP'],
    [typed('240.0.0.0'), 'EINVAL_GROUP'],
    [typed('255.255.255.255'), 'EINVAL_GROUP'],
    [typed('fe80::1'), 'EINVAL_GROUP'],
    [typed('::ffff:239.1.2.3'), 'EINVAL_GROUP'],
    [typed('239.1.2'), 'EINVAL_GROUP'],
    [typed('239.1.2.3:5000'), 'EINVAL_GROUP'],
    [typed('all-systems.mcast.net'), 'EINVAL_GROUP'],
    [typed('232.1.1.1', 'sender'), 'EINVAL_SOURCE'],
    [typed('232.1.1.1', '10.0.0'), 'EINVAL_SOURCE'],
    [typed('232.1.1.1', '239.1.1.1'), 'EINVAL_SOURCE'],
    [typed('232.1.1.1', '0.0.0.0'), 'EINVAL_SOURCE'],
    [typed('232.1.1.1', 'fd00::1'), 'EFAMILY'],
    [typed('ff3e::1', '10.0.0.1'), 'EFAMILY'],
  ])('%j is %s', (given, code) => expect(codeOf(parseGroup(given))).toBe(code));
});

test('every IPv4 address from 224 to 239 is a group, no other is', () => {
  const octet = fc.integer({ min: 0, max: 255 });
  fc.assert(
    fc.property(octet, octet, octet, octet, (a, b, c, d) => {
      expect(isGroupAddress(`${a}.${b}.${c}.${d}`)).toBe(a >= 224 && a <= 239);
    }),
  );
});

describe('several groups', () => {
  test.each([
    [[typed('239.1.1.1'), typed('239.1.1.2'), typed('239.1.1.1', '', 'eth0')], 'ok'],
    [[typed('232.1.1.1', '10.0.0.1'), typed('232.1.1.1', '10.0.0.2')], 'ok'],
    [[typed('239.1.1.1'), typed('239.1.1.1 ')], 'EGROUP_TWICE'],
    [[typed('ff15::1', '', 'lo'), typed('FF15:0::1%lo')], 'EGROUP_TWICE'],
    [[typed('232.1.1.1', '10.0.0.1'), typed('232.1.1.1', '10.0.0.1')], 'EGROUP_TWICE'],
    [[typed('232.1.1.1'), typed('232.1.1.1', '10.0.0.1')], 'EGROUP_MIXED'],
    [[typed('232.1.1.1', '10.0.0.1'), typed('232.1.1.1')], 'EGROUP_MIXED'],
    [[typed('239.1.1.1'), typed('10.0.0.1')], 'EINVAL_GROUP'],
  ])('%j: %s', (given, code) => expect(codeOf(parseGroups(given))).toBe(code));
});

test('the key of a membership does not depend on how it is written', () => {
  const keyOf = (group: string): string => {
    const parsed = parseGroup(typed(group, '', 'lo'));
    return parsed.ok ? membershipKey(parsed.value) : '';
  };
  expect(keyOf('ff15:0:0::1')).toBe(keyOf('FF15::0001'));
  expect(keyOf('ff15::1')).not.toBe(keyOf('ff15::2'));
});
