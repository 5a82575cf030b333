import { expect, test } from 'vitest';
import { findProtocols } from './find-protocols';

const PROTOCOLS = [
  { name: 'dns', title: 'DNS' },
  { name: 'http', title: 'HTTP' },
  { name: 'http2', title: 'HTTP2' },
  { name: 'mbtcp', title: 'Modbus/TCP' },
  { name: 'modbus', title: 'Modbus' },
  { name: 'ocsp.http', title: 'OCSP' },
];

const found = (typed: string): readonly string[] => findProtocols(PROTOCOLS, typed).map(({ name }) => name);

test('protocols are found by either name, the best first', () => {
  expect(found('http')).toEqual(['http', 'http2', 'ocsp.http']);
  expect(found(' MODBUS ')).toEqual(['modbus', 'mbtcp']);
  expect(found('tcp')).toEqual(['mbtcp']);
  expect(found('')).toHaveLength(6);
  expect(found('nothing like it')).toEqual([]);
});
