// Messages of Google's own schemas, encoded by npm's `google-protobuf`, each in a write of its own; waits for the echo.
import { once } from 'node:events';
import { connect } from 'node:net';
import struct from 'google-protobuf/google/protobuf/struct_pb.js';
import timestamp from 'google-protobuf/google/protobuf/timestamp_pb.js';

const socket = connect({ host: '127.0.0.1', port: Number(process.argv[2]) });
await once(socket, 'connect');
const messages = [
  timestamp.Timestamp.fromDate(new Date('2026-11-23T01:02:03.004Z')),
  struct.Struct.fromJavaScript({ sensor: 'plc', temp: 21.5, on: true, limits: [1, 2, 3] }),
];
for (const message of messages) {
  const bytes = message.serializeBinary();
  socket.write(bytes);
  for (let left = bytes.length; left > 0; ) left -= (await once(socket, 'data'))[0].length;
}
socket.end();
