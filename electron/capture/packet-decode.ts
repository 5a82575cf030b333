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
const isVlanTag = (type: number): boolean => type === 0x8100 || type === 0x88a8 || type === 0x9100;

const PROTOCOL_TCP = 6;
const PROTOCOL_UDP = 17;

/** Where things stand, as positions in the buffer that the packet was decoded from. */
export interface DecodedPacket {
  readonly transport: 'tcp' | 'udp' | 'other';
  /** 0 where there is no IP; the addresses have 4 or 16 bytes accordingly. */
  readonly version: 0 | 4 | 6;
  readonly sourceAt: number;
  readonly destinationAt: number;
  /** 0 where there is none. */
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly tcpFlags: number;
  /** The payload; for `other` the whole packet. The end may lie beyond what was read. */
  readonly payloadStart: number;
  readonly payloadEnd: number;
  /** What the link layer itself says about the direction, if it does. */
  readonly direction: 'in' | 'out' | null;
}

/** `PACKET_OUTGOING` of Linux cooked captures. */
const SLL_OUTGOING = 4;

const sllDirection = (type: number): 'in' | 'out' => (type === SLL_OUTGOING ? 'out' : 'in');

const afterEtherType = (type: number, at: number): number =>
  type === ETHERTYPE_IPV4 || type === ETHERTYPE_IPV6 ? at : -1;

/** Where IP begins, or -1. */
const ipPosition = (linkType: number, view: DataView, at: number, end: number): number => {
  switch (linkType) {
    case LINKTYPE_RAW:
    case LINKTYPE_RAW_BSD:
    case LINKTYPE_RAW_OPENBSD:
    case LINKTYPE_IPV4:
    case LINKTYPE_IPV6:
      return at;
    // The address family before the packet is in the byte order of whoever captured and differs between
    // systems; the version in the IP header says the same.
    case LINKTYPE_NULL:
    case LINKTYPE_LOOP:
      return at + 4;
    case LINKTYPE_ETHERNET: {
      if (at + 14 > end) return -1;
      let type = at + 12;
      while (type + 6 <= end && isVlanTag(view.getUint16(type))) type += 4;
      return afterEtherType(view.getUint16(type), type + 2);
    }
    case LINKTYPE_LINUX_SLL:
      return at + 16 > end ? -1 : afterEtherType(view.getUint16(at + 14), at + 16);
    case LINKTYPE_LINUX_SLL2:
      return at + 20 > end ? -1 : afterEtherType(view.getUint16(at), at + 20);
    default:
      return -1;
  }
};

const linkDirection = (linkType: number, view: DataView, at: number, end: number): 'in' | 'out' | null => {
  if (linkType === LINKTYPE_LINUX_SLL && at + 16 <= end) return sllDirection(view.getUint16(at));
  if (linkType === LINKTYPE_LINUX_SLL2 && at + 20 <= end) return sllDirection(view.getUint8(at + 10));
  return null;
};

interface IpLayer {
  readonly version: 4 | 6;
  /** -1 for a fragment after the first, which has no transport header. */
  readonly protocol: number;
  readonly transportAt: number;
  /** Where the IP packet ends: Ethernet pads short ones. */
  readonly end: number;
}

const ipv4 = (view: DataView, at: number, end: number, packetEnd: number): IpLayer | null => {
  if (at + 20 > end) return null;
  const header = (view.getUint8(at) & 0x0f) * 4;
  if (header < 20 || at + header > end) return null;
  const total = view.getUint16(at + 2);
  const fragment = (view.getUint16(at + 6) & 0x1fff) !== 0;
  return {
    version: 4,
    protocol: fragment ? -1 : view.getUint8(at + 9),
    transportAt: at + header,
    // Segmentation offload leaves the length 0: it is all of the packet.
    end: total === 0 ? packetEnd : Math.min(packetEnd, at + Math.max(total, header)),
  };
};

const FRAGMENT_HEADER = 44;
/** Hop-by-hop, routing, destination options: their length counts units of 8 bytes beyond the first. */
const isExtension = (protocol: number): boolean => protocol === 0 || protocol === 43 || protocol === 60;

const ipv6 = (view: DataView, at: number, end: number, packetEnd: number): IpLayer | null => {
  if (at + 40 > end) return null;
  const length = view.getUint16(at + 4);
  let protocol = view.getUint8(at + 6);
  let next = at + 40;
  while (next + 8 <= end) {
    if (isExtension(protocol)) {
      protocol = view.getUint8(next);
      next += (view.getUint8(next + 1) + 1) * 8;
    } else if (protocol === FRAGMENT_HEADER) {
      protocol = (view.getUint16(next + 2) & 0xfff8) === 0 ? view.getUint8(next) : -1;
      next += 8;
    } else break;
  }
  const packet = length === 0 ? packetEnd : Math.min(packetEnd, at + 40 + length);
  return { version: 6, protocol, transportAt: next, end: packet };
};

/**
 * What a captured packet holds. It stands at `at` and has `captured` bytes in the file; the view may end before
 * them, since only headers are looked at. Never throws: what cannot be read is `other` with the whole packet.
 */
export const decodePacket = (
  linkType: number,
  view: DataView,
  at: number,
  captured: number,
): DecodedPacket => {
  const packetEnd = at + captured;
  const end = Math.min(view.byteLength, packetEnd);
  const ip = ipPosition(linkType, view, at, end);
  const direction = linkDirection(linkType, view, at, end);
  const version = ip >= 0 && ip < end ? view.getUint8(ip) >> 4 : 0;
  const layer =
    version === 4 ? ipv4(view, ip, end, packetEnd) : version === 6 ? ipv6(view, ip, end, packetEnd) : null;
  const transport = layer === null ? 'other' : transportOf(layer, end);
  const at4 = layer?.transportAt ?? 0;
  return {
    transport,
    version: layer?.version ?? 0,
    sourceAt: ip + (version === 4 ? 12 : 8),
    destinationAt: ip + (version === 4 ? 16 : 24),
    sourcePort: transport === 'other' ? 0 : view.getUint16(at4),
    destinationPort: transport === 'other' ? 0 : view.getUint16(at4 + 2),
    tcpFlags: transport === 'tcp' ? view.getUint8(at4 + 13) : 0,
    payloadStart: layer === null || transport === 'other' ? at : payloadStart(view, transport, layer),
    payloadEnd: layer === null || transport === 'other' ? packetEnd : payloadEnd(view, transport, layer),
    direction,
  };
};

const transportOf = (layer: IpLayer, end: number): 'tcp' | 'udp' | 'other' => {
  const room = Math.min(layer.end, end) - layer.transportAt;
  if (layer.protocol === PROTOCOL_TCP && room >= 20) return 'tcp';
  return layer.protocol === PROTOCOL_UDP && room >= 8 ? 'udp' : 'other';
};

const payloadStart = (view: DataView, transport: 'tcp' | 'udp', { transportAt, end }: IpLayer): number => {
  if (transport === 'udp') return transportAt + 8;
  const header = (view.getUint8(transportAt + 12) >> 4) * 4;
  return Math.min(transportAt + Math.max(header, 20), end);
};

const payloadEnd = (view: DataView, transport: 'tcp' | 'udp', { transportAt, end }: IpLayer): number => {
  const length = transport === 'udp' ? view.getUint16(transportAt + 4) : 0;
  // RFC 2675: a UDP length of 0 belongs to a jumbogram.
  return length < 8 ? end : Math.min(end, transportAt + length);
};
