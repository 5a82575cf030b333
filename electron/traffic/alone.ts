/** A copy of just these bytes: a view would take its whole buffer along to the next thread. */
export const alone = (bytes: Uint8Array): Uint8Array => Uint8Array.from(bytes);
