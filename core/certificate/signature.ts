/** Object identifiers of signatures, DER-encoded, in hex (RFC 8017, RFC 5758, RFC 8410). */
const SIGNATURES: Readonly<Record<string, string>> = {
  '2a864886f70d010104': 'RSA with MD5',
  '2a864886f70d010105': 'RSA with SHA-1',
  '2a864886f70d01010a': 'RSA-PSS',
  '2a864886f70d01010b': 'RSA with SHA-256',
  '2a864886f70d01010c': 'RSA with SHA-384',
  '2a864886f70d01010d': 'RSA with SHA-512',
  '2a8648ce380403': 'DSA with SHA-1',
  '2a8648ce3d0401': 'ECDSA with SHA-1',
  '2a8648ce3d040302': 'ECDSA with SHA-256',
  '2a8648ce3d040303': 'ECDSA with SHA-384',
  '2a8648ce3d040304': 'ECDSA with SHA-512',
  '2b6570': 'Ed25519',
  '2b6571': 'Ed448',
};

/** Where the content of the element at `at` begins and ends (DER: X.690, 8.1). */
const element = (der: Uint8Array, at: number): { readonly from: number; readonly to: number } => {
  const first = der[at + 1] ?? 0;
  if (first < 0x80) return { from: at + 2, to: at + 2 + first };
  const count = first & 0x7f;
  let length = 0;
  for (let i = 0; i < count; i += 1) length = length * 256 + (der[at + 2 + i] ?? 0);
  return { from: at + 2 + count, to: at + 2 + count + length };
};

/** How a certificate is signed: `ECDSA with SHA-256`. Certificate ::= { tbs, { algorithm … }, signature } (RFC 5280). */
export const signatureOf = (der: Uint8Array): string => {
  const tbs = element(der, element(der, 0).from);
  const algorithm = element(der, element(der, tbs.to).from);
  const id = Array.from(der.subarray(algorithm.from, algorithm.to), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
  return SIGNATURES[id] ?? id;
};
