/** A buffer to encode into, with the view that writes its numbers. */
export interface ByteTarget {
  readonly bytes: Uint8Array;
  readonly view: DataView;
}

export const byteTarget = (length: number): ByteTarget => {
  const bytes = new Uint8Array(length);
  return { bytes, view: new DataView(bytes.buffer) };
};

export const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/**
 * Copies `bytes` into `target` at `at`. Short payloads are the common case of a flood, and for them a loop is
 * cheaper than the call into TypedArray.prototype.set.
 */
export const copyInto = (target: Uint8Array, at: number, bytes: Uint8Array): void => {
  if (bytes.length > 48) {
    target.set(bytes, at);
    return;
  }
  for (let i = 0; i < bytes.length; i += 1) target[at + i] = bytes[i] ?? 0;
};
