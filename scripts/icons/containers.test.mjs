import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../lib/paths.mjs';
import { icnsOf, icoOf } from './containers.mjs';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47]);
const pictures = new Map(
  [16, 24, 32, 48, 64, 128, 256, 512, 1024].map((size) => [size, Buffer.from(`${size}`)]),
);

test('each entry of an .ico names the place of its picture', () => {
  const ico = icoOf(pictures);
  const found = Array.from({ length: ico.readUInt16LE(4) }, (_, at) => {
    const entry = 6 + 16 * at;
    const offset = ico.readUInt32LE(entry + 12);
    return [ico.readUInt8(entry), ico.toString('latin1', offset, offset + ico.readUInt32LE(entry + 8))];
  });
  const plain = [16, 24, 32, 48, 64, 128].map((size) => [size, `${size}`]);
  expect(found).toEqual([...plain, [0, '256']]);
});

test('the chunks of an .icns fill it exactly', () => {
  const icns = icnsOf(pictures);
  expect(icns.toString('latin1', 0, 4)).toBe('icns');
  expect(icns.readUInt32BE(4)).toBe(icns.length);
  const found = [];
  for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
    found.push([
      icns.toString('latin1', at, at + 4),
      icns.toString('latin1', at + 8, at + icns.readUInt32BE(at + 4)),
    ]);
  }
  expect(found).toContainEqual(['ic10', '1024']);
  expect(found).toHaveLength(8);
});

test('a missing picture is an error', () => {
  expect(() => icoOf(new Map())).toThrow('No picture of 16 pixels');
});

test('the icons of the repository are made of its pictures', async () => {
  const assets = path.join(ROOT, 'assets');
  const real = new Map();
  for (const size of pictures.keys()) {
    const png = await readFile(path.join(assets, 'icons', `${size}x${size}.png`));
    expect(png.subarray(0, 4)).toEqual(PNG);
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size]);
    real.set(size, png);
  }
  expect(icoOf(real).equals(await readFile(path.join(assets, 'icon.ico')))).toBe(true);
  expect(icnsOf(real).equals(await readFile(path.join(assets, 'icon.icns')))).toBe(true);
});
