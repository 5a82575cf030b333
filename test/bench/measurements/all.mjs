import { browse } from './browse.mjs';
import { crc } from './crc.mjs';
import { decode } from './decode.mjs';
import { echo } from './echo.mjs';
import { filter } from './filter.mjs';
import { kill9 } from './kill-9.mjs';
import { memory } from './memory.mjs';
import { open } from './open.mjs';
import { repeat } from './repeat.mjs';
import { rulesBench } from './rules.mjs';
import { search } from './search.mjs';
import { startup } from './startup.mjs';
import { tcpCrowd } from './tcp-crowd.mjs';
import { tcpSink } from './tcp-sink.mjs';
import { template } from './template.mjs';
import { tlsCrowd } from './tls-crowd.mjs';
import { tlsEcho } from './tls-echo.mjs';
import { tlsSink } from './tls-sink.mjs';
import { udp50k, udp50kDecode } from './udp-50k.mjs';
import { udp100k } from './udp-100k.mjs';
import { udpFlood } from './udp-flood.mjs';
import { udpMulticast } from './udp-multicast.mjs';
import { udpPeers } from './udp-peers.mjs';

/** In the order of the table. @type {readonly import('../lib/context.mjs').Measurement[]} */
export const MEASUREMENTS = [
  tcpSink,
  tcpCrowd,
  udp50k,
  udp50kDecode,
  udp100k,
  udpFlood,
  udpMulticast,
  udpPeers,
  kill9,
  memory,
  browse,
  filter,
  search,
  open,
  decode,
  echo,
  rulesBench,
  repeat,
  tlsSink,
  tlsEcho,
  tlsCrowd,
  startup,
  template,
  crc,
];
