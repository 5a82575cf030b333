// A CoAP server of npm's `coap`, and a client that asks it through the port that is said on standard input.
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import coap from 'coap';

const server = coap.createServer((request, response) => {
  response.setOption('Content-Format', 'application/json');
  response.code = request.method === 'GET' ? '2.05' : '2.04';
  response.end(JSON.stringify({ url: request.url, temp: 21.5 }));
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
console.log(server._port ?? server._sock.address().port);

const [port] = await once(createInterface({ input: process.stdin }), 'line');
const ask = async (options, body = '') => {
  const request = coap.request({ hostname: '127.0.0.1', port: Number(port), ...options });
  request.end(body);
  const [response] = await once(request, 'response');
  return response.payload.toString();
};
console.log(await ask({ pathname: '/sensors/temp', query: 'unit=C' }));
console.log(await ask({ pathname: '/actors/led', method: 'PUT', confirmable: false }, '{"on":true}'));
process.exit();
