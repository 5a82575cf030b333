// An SNMP agent of npm's `net-snmp`, and a manager that asks it through the port that is said on standard input.
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import snmp from 'net-snmp';

const agent = snmp.createAgent(
  {
    address: '127.0.0.1',
    port: 0,
    disableAuthorization: true,
    accessControlModelType: snmp.AccessControlModelType.None,
  },
  (error) => error && console.error(error),
);
agent.registerProvider({
  name: 'sysDescr',
  type: snmp.MibProviderType.Scalar,
  oid: '1.3.6.1.2.1.1.1',
  scalarType: snmp.ObjectType.OctetString,
  maxAccess: snmp.MaxAccess['read-write'],
});
agent.registerProvider({
  name: 'sysUpTime',
  type: snmp.MibProviderType.Scalar,
  oid: '1.3.6.1.2.1.1.3',
  scalarType: snmp.ObjectType.TimeTicks,
  maxAccess: snmp.MaxAccess['read-only'],
});
agent.getMib().setScalarValue('sysDescr', 'Simulated supply');
agent.getMib().setScalarValue('sysUpTime', 4711);
const [socket] = Object.values(agent.listener.sockets);
if (!socket.listening)
  await Promise.race([once(socket, 'listening'), new Promise((done) => setImmediate(done))]);
console.log(socket.address().port);

const [port] = await once(createInterface({ input: process.stdin }), 'line');
const [DESCRIPTION, UPTIME] = ['1.3.6.1.2.1.1.1.0', '1.3.6.1.2.1.1.3.0'];
for (const version of [snmp.Version1, snmp.Version2c]) {
  const manager = snmp.createSession('127.0.0.1', 'public', { port: Number(port), version });
  const ask = (method, ...given) =>
    new Promise((done) => manager[method](...given, (error, answer) => done(error ?? answer)));
  await ask('get', [DESCRIPTION, UPTIME]);
  await ask('getNext', ['1.3.6.1.2.1.1']);
  await ask('set', [{ oid: DESCRIPTION, type: snmp.ObjectType.OctetString, value: 'Supply 2' }]);
  if (version === snmp.Version2c) await ask('getBulk', ['1.3.6.1.2.1.1'], 0, 2);
  await ask('get', ['1.3.6.1.2.1.99.0']);
  manager.close();
}
process.exit();
