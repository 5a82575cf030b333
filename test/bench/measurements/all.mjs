import { echo } from './echo.mjs';
import { startup } from './startup.mjs';
import { tcpSink } from './tcp-sink.mjs';
import { udp50k } from './udp-50k.mjs';
import { udpFlood } from './udp-flood.mjs';
import { underFlood } from './under-flood.mjs';

/** In the order of the table. @type {readonly import('../lib/context.mjs').Measurement[]} */
export const MEASUREMENTS = [tcpSink, udp50k, udpFlood, echo, underFlood, startup];
