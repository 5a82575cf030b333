// In a file of its own, so that the window can offer them without loading the validators.

/** Oldest first, as Node and OpenSSL name them. */
export const TLS_VERSIONS = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const;

/** Whether a server wants to see its clients' certificates. `require`: one that verifies, or was accepted by hand. */
export const CLIENT_CERTIFICATES = ['none', 'ask', 'require'] as const;
export type ClientCertificates = (typeof CLIENT_CERTIFICATES)[number];
