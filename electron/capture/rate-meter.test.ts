import { expect, test } from 'vitest';
import { RateMeter } from './rate-meter';

test('bytes per second over the last second', () => {
  let at = 5000;
  const meter = new RateMeter(() => at);
  let bytesIn = 0;
  for (let i = 0; i < 30; i += 1) {
    at += 100;
    bytesIn += 1000;
    meter.sample({ bytesIn, bytesOut: 7 });
  }
  expect(meter.rates({ bytesIn, bytesOut: 7 })).toEqual({ in: 10_000, out: 0 });
  at += 500;
  expect(meter.rates({ bytesIn, bytesOut: 7 })).toEqual({ in: 5000, out: 0 });
  at += 600;
  expect(meter.rates({ bytesIn, bytesOut: 7 })).toEqual({ in: 0, out: 0 });
});

test('the first traffic, after a long silence too, is what came within a second', () => {
  let at = 0;
  const meter = new RateMeter(() => at);
  at = 60_000;
  expect(meter.rates({ bytesIn: 500, bytesOut: 1 })).toEqual({ in: 500, out: 1 });
  meter.reset({ bytesIn: 90, bytesOut: 0 });
  expect(meter.rates({ bytesIn: 90, bytesOut: 0 })).toEqual({ in: 0, out: 0 });
});
