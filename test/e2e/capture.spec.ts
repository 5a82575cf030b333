// Saving and opening captures, with Wireshark's programs as the judge. Step 7.
import { readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { expect, type OpenWindow, test } from './porthole';
import { python, run } from './programs';
import { temporary } from './temporary';
import { willOpen, willSaveTo } from './window/dialogs';
import { startServer } from './window/endpoint-pane';

/** Starts a server, has the tutorial's client talk to it, and answers with the server's port. */
const talk = async ({ servers, log }: OpenWindow): Promise<number> => {
  const port = await startServer(servers);
  await servers.answer('Fixed', 'Hello, client!');
  expect(await python('hello_client.py', port)).toBe('Hello, client!\n');
  await log.counts(6);
  return port;
};

const save = async ({ app, bar, page }: OpenWindow, path: string): Promise<void> => {
  await willSaveTo(app, path);
  await bar.saveCapture.click();
  await expect(page.getByText(`Saving ${path.split('/').at(-1)}`)).toBeVisible();
  await expect(page.getByText('Done')).toBeVisible();
};

const openFile = async ({ app, bar, page }: OpenWindow, path: string): Promise<void> => {
  await willOpen(app, path);
  await bar.openCapture.click();
  await expect(page.getByText(`Viewing ${path.split('/').at(-1)}`)).toBeVisible();
};

/** A hex dump as text2pcap reads it, of the word `datagram`. */
const hexDump = async (): Promise<string> => {
  const path = await temporary('dump.txt');
  await writeFile(path, '000000 64 61 74 61 67 72 61 6d\n');
  return path;
};

test('a saved capture is a file that Wireshark reads, follows and counts', async ({ open }) => {
  const window = await open();
  const port = await talk(window);
  const path = await temporary('talk.pcapng');
  await save(window, path);

  const followed = await run('tshark', '-r', path, '-q', '-z', 'follow,tcp,raw,0');
  const hello = Buffer.from('Hello, server!').toString('hex');
  const answer = Buffer.from('Hello, client!').toString('hex');
  expect(followed).toContain(`Node 1: 127.0.0.1:${port}`);
  expect(followed.split('\n').map((line) => line.trim())).toEqual(expect.arrayContaining([hello, answer]));
  const expert = await run(
    'tshark',
    '-r',
    path,
    '-Y',
    '_ws.expert.severity >= 6291456',
    '-T',
    'fields',
    '-e',
    'frame.number',
  );
  expect(expert.trim(), 'no packet that Wireshark warns of').toBe('');

  const about = await run('capinfos', '-M', path);
  expect(about).toMatch(/File type:.*pcapng/);
  expect(about).toMatch(/Capture application:\s+Porthole /);
  expect(about).toMatch(/File timestamp precision:\s+nanoseconds/);
});

test('nothing chosen in the save dialog saves nothing', async ({ open }) => {
  const window = await open();
  await talk(window);
  await willSaveTo(window.app, null);
  await window.bar.saveCapture.click();
  await expect(window.bar.saveCapture).toBeEnabled();
  await expect(window.page.getByText(/^Saving/)).toHaveCount(0);
});

test('a saved capture opens in the same log, row for row; and the way back to the live one', async ({
  open,
}) => {
  const first = await open();
  await talk(first);
  const rows = await first.log.rows();
  const path = await temporary('rows.pcapng');
  await save(first, path);
  await first.porthole.close();

  const second = await open();
  await openFile(second, path);
  await expect.poll(() => second.log.rows()).toEqual(rows);
  await second.log.select('Hello, server!');
  await expect.poll(async () => (await second.inspector.dump()).join('\n')).toContain('Hello, server!');
  await expect(second.log.clear).toBeDisabled();

  await second.bar.button('Back to live').click();
  await second.log.counts(0);
  await talk(second);
});

test('recording goes on while a file is shown', async ({ open }) => {
  const window = await open();
  const port = await talk(window);
  const path = await temporary('earlier.pcapng');
  await save(window, path);
  await openFile(window, path);
  expect(await python('hello_client.py', port)).toBe('Hello, client!\n');
  await window.status.took(4);
  await window.log.counts(6);
  await window.bar.button('Back to live').click();
  await window.log.counts(11);
});

test('a torn file is shown up to its last whole block, and said to be torn', async ({ open }) => {
  const window = await open();
  await talk(window);
  const rows = await window.log.rows();
  const path = await temporary('torn.pcapng');
  await save(window, path);
  await truncate(path, (await stat(path)).size - 7);

  await openFile(window, path);
  await expect(window.page.getByText('torn end')).toBeVisible();
  await expect.poll(() => window.log.rows()).toEqual(rows.slice(0, -1));
});

test('a foreign file is refused with a reason, and the log stays as it was', async ({ open }) => {
  const window = await open();
  await talk(window);
  const { app, bar, page, log } = window;
  const pcapng = await temporary('ours.pcapng');
  await save(window, pcapng);
  const text = await temporary('notes.txt');
  await writeFile(text, 'Nothing of this is a capture.\n'.repeat(50));
  const empty = await temporary('empty.pcapng');
  await writeFile(empty, '');
  const packed = await temporary('packed.pcap.zst');
  await writeFile(packed, Buffer.from('28b52ffd0058', 'hex'));

  for (const [path, says] of [
    [text, 'notes.txt is not a capture file'],
    [packed, 'packed.pcap.zst is compressed in a way that Porthole does not unpack.'],
    [empty, 'empty.pcapng is empty: 0 bytes.'],
    ['/nonexistent/gone.pcapng', 'gone.pcapng'],
  ] as const) {
    await willOpen(app, path);
    await bar.openCapture.click();
    await expect(page.getByRole('alert').filter({ hasText: says })).toBeVisible();
    await log.counts(6);
  }
});

test('what text2pcap and mergecap write opens too', async ({ open }) => {
  const window = await open();
  await talk(window);
  const ours = await temporary('ours.pcapng');
  await save(window, ours);

  const datagram = await temporary('datagram.pcapng');
  await run(
    'text2pcap',
    '-F',
    'pcapng',
    '-u',
    '40000,5353',
    '-4',
    '10.0.0.1,10.0.0.2',
    await hexDump(),
    datagram,
  );
  await openFile(window, datagram);
  await expect.poll(async () => (await window.log.rows()).length).toBe(1);
  const [row] = await window.log.rows();
  expect(row).toMatchObject({ number: '1', length: '8', info: 'datagram' });
  expect(row?.peer).toMatch(/10\.0\.0\.[12]:/);

  const merged = await temporary('merged.pcapng');
  await run('mergecap', '-w', merged, ours, datagram);
  await openFile(window, merged);
  // In a file of another program every packet is a row, the empty ones of the handshakes too.
  await expect
    .poll(async () =>
      (await window.log.rows())
        .filter(({ length }) => Number(length) > 0)
        .map(({ info }) => info)
        .sort(),
    )
    .toEqual(['Hello, client!', 'Hello, server!', 'datagram']);
});

test('Clear begins anew, and Undo brings everything back', async ({ open }) => {
  const window = await open();
  const port = await talk(window);
  const rows = await window.log.rows();
  await window.log.clear.click();
  await window.log.counts(0);
  await window.status.took(0);

  await window.log.button('Undo clear').click();
  await expect.poll(() => window.log.rows()).toEqual(rows);

  // What came in between is not lost either.
  await window.log.clear.click();
  await window.log.counts(0);
  expect(await python('hello_client.py', port)).toBe('Hello, client!\n');
  await window.status.took(2);
});

test('a capture named on the command line is shown', async ({ open }) => {
  const first = await open();
  await talk(first);
  const rows = await first.log.rows();
  const path = await temporary('given.pcapng');
  await save(first, path);
  await first.porthole.close();
  const bytes = await readFile(path);

  const second = await open({ args: [path] });
  await expect(second.page.getByText('Viewing given.pcapng')).toBeVisible();
  await expect.poll(() => second.log.rows()).toEqual(rows);
  expect(await readFile(path), 'an opened file is never changed').toEqual(bytes);
});

test('a file on the command line that is none is told like any other', async ({ open }) => {
  const path = await temporary('none.pcapng');
  await writeFile(path, 'not a capture');
  const { page, log } = await open({ args: [path] });
  await expect(page.getByText('none.pcapng is not a capture file')).toBeVisible();
  expect(await log.count()).toBe(0);
});
