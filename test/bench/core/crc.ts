// Entry of a bundle: the time of CRC-32 over 100 MB, Porthole's and zlib's in turns, in ms.
import zlib from 'node:zlib';
import { checksumByName } from '../../../core/checksum/catalogue';

const BYTES = 100_000_000;
const ROUNDS = 5;

const data = new Uint8Array(BYTES);
for (let i = 0; i < BYTES; i++) data[i] = Math.imul(i, 2_654_435_761) >>> 13;

const checksum = checksumByName('CRC-32');
if (checksum === undefined) throw new Error('no CRC-32');
const running = checksum.start();
const own: number[] = [];
const reference: number[] = [];
const value = new Uint8Array(4);
for (let round = 0; round <= ROUNDS; round++) {
  const start = performance.now();
  running.reset();
  running.update(data, 0, BYTES);
  running.write(value, 0);
  const middle = performance.now();
  const expected = zlib.crc32(data);
  const end = performance.now();
  if (new DataView(value.buffer).getUint32(0) !== expected) throw new Error('the CRCs differ');
  // The first round warms both up and does not count.
  if (round > 0) {
    own.push(middle - start);
    reference.push(end - middle);
  }
}
console.log(JSON.stringify({ own, reference }));
