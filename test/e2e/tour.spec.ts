// Pictures of the window in every size, theme and language, for a person to look at; nothing sticks out in any.
import { expect, test } from './porthole';
import { takeTour } from './tour';
import { startServer } from './window/endpoint-pane';

test('the window holds together in every size, theme and language', async ({ open, python }) => {
  const window = await open();
  const { servers, clients, log } = window;
  const path = (name: string): string => test.info().outputPath(`${name}.png`);
  const inOrder = (pictures: Awaited<ReturnType<typeof takeTour>>) =>
    pictures.filter((picture) => picture.stickingOut.length > 0);

  await test.step('as it first opens', async () => {
    expect(inOrder(await takeTour(window, (name) => path(`first-${name}`)))).toEqual([]);
  });

  const port = await startServer(servers);
  await servers.answer('Fixed', 'Hello, client!\\r\\n');
  await clients.set({ port });
  await clients.button('Connect').click();
  await clients.say('{"temperature": 21.5, "unit": "°C"}');
  const peer = await python.connect(port);
  await peer.send('Hello, server!');
  await log.counts(11);
  await log.select('temperature');
  await servers.write('Hello from the server\\r\\n');
  await test.step('at work', async () => {
    expect(inOrder(await takeTour(window, (name) => path(`work-${name}`)))).toEqual([]);
  });
});
