/** One side of a conversation, numeric: `127.0.0.1` or `::1` (with a zone id where there is one). */
export interface SocketAddress {
  readonly address: string;
  readonly port: number;
  readonly family: 4 | 6;
  /** Of a local socket: its path, or the number of a side without one. Address and port stand for it in the capture. */
  readonly label?: string;
}

/** A local interface address that an endpoint can bind to. */
export interface LocalInterface {
  /** The system's name, such as `lo` or `eth0`. */
  readonly name: string;
  readonly address: string;
  readonly family: 4 | 6;
  readonly internal: boolean;
}

/** `127.0.0.1:8888`, `[::1]:8888` (RFC 3986 brackets for IPv6); the path of a local socket. */
export const formatAddress = ({
  address,
  port,
  label,
}: Pick<SocketAddress, 'address' | 'port' | 'label'>): string =>
  label ?? (address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`);
