import { expect, test } from 'vitest';
import { fieldNumber } from './field-number';

test.each([
  ['3', 3],
  ['-17', -17],
  ['0x0003', 3],
  ['0.0021', 0.0021],
  ['1e-7', 1e-7],
  ['True', 1],
  ['False', 0],
  ['', null],
  [' ', null],
  ['127.0.0.1', null],
  ['Read Holding Registers', null],
  ['1,7', null],
  ['Infinity', null],
])('%j is %j', (text, value) => expect(fieldNumber(text)).toBe(value));
