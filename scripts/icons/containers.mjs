// The two icon containers. Both may hold PNG files as they are.

/** The sizes that Windows asks for, in pixels. */
const ICO_SIZES = [16, 24, 32, 48, 64, 128, 256];

/** Type codes of PNG pictures and their size in pixels; ic11 to ic14 are those for high-density screens. */
const ICNS_TYPES = /** @type {const} */ ([
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
  ['ic11', 32],
  ['ic12', 64],
  ['ic13', 256],
  ['ic14', 512],
]);

/** @param {ReadonlyMap<number, Buffer>} pictures @param {number} size */
function picture(pictures, size) {
  const found = pictures.get(size);
  if (!found) throw new RangeError(`No picture of ${size} pixels`);
  return found;
}

/**
 * A Windows icon: ICONDIR, one ICONDIRENTRY for each picture, the PNG files.
 * @param {ReadonlyMap<number, Buffer>} pictures PNG files by their size in pixels
 * @returns {Buffer}
 * @see https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10)
 */
export function icoOf(pictures) {
  const files = ICO_SIZES.map((size) => ({ size, png: picture(pictures, size) }));
  const header = Buffer.alloc(6 + 16 * files.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(files.length, 4);
  let offset = header.length;
  for (const [at, { size, png }] of files.entries()) {
    const entry = 6 + 16 * at;
    // One byte each for width and height: 0 stands for 256.
    header.writeUInt8(size % 256, entry);
    header.writeUInt8(size % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(png.length, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  }
  return Buffer.concat([header, ...files.map(({ png }) => png)]);
}

/**
 * A macOS icon: the word `icns` and the length, then type, length and PNG file of each picture, big-endian.
 * @param {ReadonlyMap<number, Buffer>} pictures PNG files by their size in pixels
 * @returns {Buffer}
 */
export function icnsOf(pictures) {
  const chunks = ICNS_TYPES.map(([type, size]) => chunk(type, picture(pictures, size)));
  return chunk('icns', Buffer.concat(chunks));
}

/** @param {string} type @param {Buffer} body the length counts these 8 bytes, too */
function chunk(type, body) {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32BE(8 + body.length, 4);
  return Buffer.concat([head, body]);
}
