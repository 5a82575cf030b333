const TLS_ENDPOINT = /^TLS (?:server|client) .*:(\d{1,5})$/;

/**
 * The port of an endpoint that spoke TLS itself, by its interface's description (`TLS server 127.0.0.1:443`); null of
 * any other. Its packets hold the plaintext.
 */
export const securedPortOf = (description: string): number | null => {
  const port = Number(TLS_ENDPOINT.exec(description)?.[1] ?? 0);
  return port >= 1 && port <= 65_535 ? port : null;
};
