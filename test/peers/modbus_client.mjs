// A Modbus/TCP master of npm's registry: reads, writes, reads again, and prints a line for each answer.
import { Socket } from 'node:net';
import Modbus from 'jsmodbus';

const socket = new Socket();
const client = new Modbus.client.TCP(socket, 1);
const say = (line) => process.stdout.write(`${line}\n`);
const values = (answer) => answer.response.body.valuesAsArray.join(' ');

socket.on('connect', async () => {
  say(`read ${values(await client.readHoldingRegisters(0, 3))}`);
  await client.writeSingleRegister(1, 4711);
  await client.writeMultipleRegisters(10, [1, 2, 3]);
  say(`read ${values(await client.readHoldingRegisters(0, 12))}`);
  say(`input ${values(await client.readInputRegisters(1, 1))}`);
  await client.readCoils(0, 1).catch((failure) => say(`coils ${failure.response?.body?.code ?? failure}`));
  await client
    .readHoldingRegisters(600, 1)
    .catch((failure) => say(`far ${failure.response?.body?.code ?? failure}`));
  socket.end();
});
socket.connect({ host: '127.0.0.1', port: Number(process.argv[2]) });
