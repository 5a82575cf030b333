import { viewOf } from './byte-target';
import type { AddressBytes } from './ip-address';

/** Link types that Porthole looks into (tcpdump.org/linktypes.html). */
const LINKTYPE_NULL = 0;
const LINKTYPE_ETHERNET = 1;
const LINKTYPE_RAW_BSD = 12;
const LINKTYPE_RAW_OPENBSD = 14;
const LINKTYPE_RAW = 101;
const LINKTYPE_LOOP = 108;
const LINKTYPE_LINUX_SLL = 113;
const LINKTYPE_IPV4 = 228;
const LINKTYPE_IPV6 = 229;
const LINKTYPE_LINUX_SLL2 = 276;

const ETHERTYPE_IPV4 = 0x0800;
const ETHERTYPE_IPV6 = 0x86dd;
/** 802.1Q, 802.1ad, and the older QinQ. */
const VLAN_TAGS: readonly number[] = [0x8100, 0x88a8, 0x9100];

const PROTOCOL_TCP = 6;
const PROTOCOL_UDP = 17;

interface Side {
  readonly address: AddressBytes;
  readonly port: number;
}

export interface DecodedPacket {
  readonly transport: 'tcp' | 'udp' | 'other';
  /** Null where there is no IP. The port is 0 where there is none. */
  readonly source: Side | null;
  readonly destination: Side | null;
  readonly tcpFlags: number;
  /** Where the payload stands, counted from the packet's first byte; for `other` it is the whole packet. */
  readonly payloadStart: number;
  readonly payloadEnd: number;
  /** What the link layer itself says about the direction, if it does. */
  readonly direction: 'in' | 'out' | null;
}

/** `PACKET_OUTGOING` of Linux cooked captures. */
const SLL_OUTGOING = 4;

interface LinkLayer {
  /** Where IP begins; null when this is not IP. */
  readonly ip: number | null;
  readonly direction: 'in' | 'out' | null;
}

const NOT_IP: LinkLayer = { ip: null, direction: null };

const byEtherType = (type: number, at: number, direction: LinkLayer['direction'] = null): LinkLayer => ({
  ip: type === ETHERTYPE_IPV4 || type === ETHERTYPE_IPV6 ? at : null,
  direction,
});

const sllDirection = (type: number): 'in' | 'out' => (type === SLL_OUTGOING ? 'out' : 'in');

const linkLayer = (linkType: number, view: DataView): LinkLayer => {
  switch (linkType) {
    case LINKTYPE_RAW:
    case LINKTYPE_RAW_BSD:
    case LINKTYPE_RAW_OPENBSD:
    case LINKTYPE_IPV4:
    case LINKTYPE_IPV6:
      return { ip: 0, direction: null };
    // The address family before the packet is in the byte order of whoever captured and differs between
    // systems; the version in the IP header says the same.
    case LINKTYPE_NULL:
    case LINKTYPE_LOOP:
      return { ip: 4, direction: null };
    case LINKTYPE_ETHERNET: {
      if (view.byteLength < 14) return NOT_IP;
      let at = 12;
      while (at + 6 <= view.byteLength && VLAN_TAGS.includes(view.getUint16(at))) at += 4;
      return byEtherType(view.getUint16(at), at + 2);
    }
    case LINKTYPE_LINUX_SLL:
      return view.byteLength < 16
        ? NOT_IP
        : byEtherType(view.getUint16(14), 16, sllDirection(view.getUint16(0)));
    case LINKTYPE_LINUX_SLL2:
      return view.byteLength < 20
        ? NOT_IP
        : byEtherType(view.getUint16(0), 20, sllDirection(view.getUint8(10)));
    default:
      return NOT_IP;
  }
};

interface NetworkLayer {
  readonly protocol: number;
  readonly transportAt: number;
  /** Where the IP packet ends: Ethernet pads short ones. */
  readonly end: number;
  readonly source: AddressBytes;
  readonly destination: AddressBytes;
}

const ipv4 = (view: DataView, bytes: Uint8Array, at: number, captured: number): NetworkLayer | null => {
  const header = (view.getUint8(at) & 0x0f) * 4;
  if (header < 20 || at + header > view.byteLength) return null;
  const total = view.getUint16(at + 2);
  // A later fragment has no transport header. Segmentation offload leaves the length 0: it is all of the packet.
  const fragment = (view.getUint16(at + 6) & 0x1fff) !== 0;
  return {
    protocol: fragment ? -1 : view.getUint8(at + 9),
    transportAt: at + header,
    end: total === 0 ? captured : Math.min(captured, at + Math.max(total, header)),
    source: bytes.slice(at + 12, at + 16),
    destination: bytes.slice(at + 16, at + 20),
  };
};

/** Hop-by-hop, routing, destination options: each is (8-byte units − 1) long. Fragment headers have 8 bytes. */
const EXTENSION_HEADERS: readonly number[] = [0, 43, 60];
const FRAGMENT_HEADER = 44;

const ipv6 = (view: DataView, bytes: Uint8Array, at: number, captured: number): NetworkLayer | null => {
  if (at + 40 > view.byteLength) return null;
  const length = view.getUint16(at + 4);
  let protocol = view.getUint8(at + 6);
  let next = at + 40;
  while (next + 8 <= view.byteLength) {
    if (EXTENSION_HEADERS.includes(protocol)) {
      protocol = view.getUint8(next);
      next += (view.getUint8(next + 1) + 1) * 8;
    } else if (protocol === FRAGMENT_HEADER) {
      protocol = (view.getUint16(next + 2) & 0xfff8) === 0 ? view.getUint8(next) : -1;
      next += 8;
    } else break;
  }
  return {
    protocol,
    transportAt: next,
    end: length === 0 ? captured : Math.min(captured, at + 40 + length),
    source: bytes.slice(at + 8, at + 24),
    destination: bytes.slice(at + 24, at + 40),
  };
};

/**
 * What a captured packet holds. `bytes` may be only its beginning (headers are all that is looked at); `captured`
 * is how many bytes of it the file has. Never throws: what cannot be read is `other` with the whole packet.
 */
export const decodePacket = (linkType: number, bytes: Uint8Array, captured: number): DecodedPacket => {
  const view = viewOf(bytes);
  const { ip, direction } = linkLayer(linkType, view);
  const other = {
    transport: 'other',
    source: null,
    destination: null,
    tcpFlags: 0,
    payloadStart: 0,
    payloadEnd: captured,
    direction,
  } as const;
  if (ip === null || ip >= view.byteLength) return other;
  const version = view.getUint8(ip) >> 4;
  const network =
    version === 4 ? ipv4(view, bytes, ip, captured) : version === 6 ? ipv6(view, bytes, ip, captured) : null;
  if (network === null) return other;
  const { protocol, transportAt, end } = network;
  const sides = (port: boolean) => ({
    source: { address: network.source, port: port ? view.getUint16(transportAt) : 0 },
    destination: { address: network.destination, port: port ? view.getUint16(transportAt + 2) : 0 },
  });
  if (protocol === PROTOCOL_TCP && transportAt + 20 <= Math.min(end, view.byteLength)) {
    const start = transportAt + (view.getUint8(transportAt + 12) >> 4) * 4;
    return {
      transport: 'tcp',
      ...sides(true),
      tcpFlags: view.getUint8(transportAt + 13),
      payloadStart: Math.min(Math.max(start, transportAt + 20), end),
      payloadEnd: end,
      direction,
    };
  }
  if (protocol === PROTOCOL_UDP && transportAt + 8 <= Math.min(end, view.byteLength)) {
    const length = view.getUint16(transportAt + 4);
    return {
      transport: 'udp',
      ...sides(true),
      tcpFlags: 0,
      payloadStart: transportAt + 8,
      // RFC 2675: a length of 0 belongs to a jumbogram.
      payloadEnd: length < 8 ? end : Math.min(end, transportAt + length),
      direction,
    };
  }
  return { ...other, ...sides(false) };
};
