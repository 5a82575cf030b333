// TLS in the real window, against openssl: a certificate by one click, verification, accepting, upgrading.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { makePki } from '../../electron/sockets/tls-testing';
import { expect, test } from './porthole';
import { willOpen, willSaveTo } from './window/dialogs';
import { connectClient, startServer } from './window/endpoint-pane';

/** Types into the palette, and takes what it offers first. */
const runFromPalette = async (page: Page, typed: string): Promise<void> => {
  const palette = page.getByRole('dialog', { name: 'Find a command' });
  await page.keyboard.press('Control+k');
  await expect(palette).toBeVisible();
  await page.keyboard.type(typed);
  await expect(palette.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(palette).toHaveCount(0);
};

const pki = makePki();
test.beforeAll(() => {
  pki.issue('localhost');
  pki.selfSigned('alone');
});
test.afterAll(() => pki.remove());

test('a certificate by one click; openssl and Porthole itself talk to the echo, and verify it', async ({
  open,
  spawnPeer,
}) => {
  const { app, page, servers, clients, log } = await open();
  await servers.set({ protocol: 'TLS' });
  await servers.button('New certificate').click();
  await expect(servers.region.getByRole('combobox', { name: 'Certificate', exact: true })).toContainText(
    'localhost',
  );
  const port = await startServer(servers);
  await servers.answer('Echo');

  // The authority as a person hands it on.
  await servers.button('View certificate').click();
  const dialog = page.getByRole('dialog', { name: 'Certificate' });
  await expect(dialog).toContainText('127.0.0.1');
  const file = pki.path('exported.pem');
  await willSaveTo(app, file);
  await dialog.getByRole('button', { name: 'Save as PEM…' }).click();
  await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toContain('BEGIN CERTIFICATE');
  expect(await readFile(file, 'utf8')).not.toContain('PRIVATE');
  await dialog.getByRole('button', { name: 'Close' }).click();

  const peer = spawnPeer(
    ...(['openssl', 's_client', '-connect', `127.0.0.1:${port}`, '-quiet', '-CAfile', file] as const),
    ...['-verify_return_error', '-verify_hostname', 'localhost', '-servername', 'localhost'],
  );
  peer.say('by openssl\n');
  expect(await peer.line()).toBe('by openssl');
  await expect(servers.peers).toContainText(['TLS 1.3']);

  // What was agreed on, by keyboard alone.
  await runFromPalette(page, '127.0.0.1 details');
  const details = page.getByRole('dialog', { name: 'Details', exact: true });
  await expect(details).toContainText(/TLS\s*TLS 1\.3, TLS_\w+/);
  await expect(details).toContainText(/Server name \(SNI\)\s*localhost/);
  await expect(details).toContainText(/Session\s*new/);
  await expect(details).toContainText(/Peer’s certificate\s*none shown/);
  await page.keyboard.press('Escape');
  await expect(details).toHaveCount(0);
  await runFromPalette(page, 'View certificate');
  await expect(dialog).toContainText('CN=localhost');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  await connectClient(clients, { protocol: 'TLS', port });
  await clients.say('by Porthole');
  await expect(log.row('by Porthole').first()).toBeVisible();
  await clients.region.getByRole('button', { name: 'Server’s certificate' }).click();
  const shown = page.getByRole('dialog', { name: 'Certificate of the peer' });
  await expect(shown).toContainText('EC P-256');
  await page.keyboard.press('Escape');
  await expect
    .poll(async () => (await log.rows()).map(({ info }) => info))
    .toContainEqual(expect.stringMatching(/^The peer is CN=localhost, verified/));
});

test('a server that nobody vouches for is refused with the reason, and let in once it is accepted', async ({
  open,
  spawnPeer,
}) => {
  const { page, clients } = await open();
  const peer = spawnPeer(
    ...(['openssl', 's_server', '-accept', '127.0.0.1:0', '-cert', pki.path('alone.pem')] as const),
    ...['-key', pki.path('alone.key')],
  );
  await expect.poll(() => /ACCEPT 127\.0\.0\.1:(\d+)\s/.exec(peer.stdout())?.[1] ?? '').not.toBe('');
  const port = Number(/ACCEPT 127\.0\.0\.1:(\d+)\s/.exec(peer.stdout())?.[1]);
  await clients.set({ protocol: 'TLS', port });
  await clients.button('Connect').click();
  await expect(clients.failure).toContainText('is self-signed');
  await clients.button('View certificate').click();
  const shown = page.getByRole('dialog', { name: 'Certificate of the peer' });
  await expect(shown).toContainText(pki.fingerprint('alone'));
  await page.keyboard.press('Escape');
  await expect(clients.button('Accept this certificate')).toBeVisible();
  await runFromPalette(page, 'Accept the certificate that was refused');
  await expect(clients.status).toHaveText(/^Connected/);
  await clients.say('trusted\n');
  await expect.poll(() => peer.stdout()).toContain('trusted');
});

test('PKCS #12 is imported with its pass phrase, a wrong one is told; keys are logged', async ({
  open,
  spawnPeer,
}) => {
  const { app, page, servers } = await open();
  const pfx = pki.path('one.pfx');
  const made = spawnPeer(
    ...(['openssl', 'pkcs12', '-export', '-in', pki.path('localhost.pem'), '-out', pfx] as const),
    ...['-inkey', pki.path('localhost.key'), '-passout', 'pass:secret'],
  );
  await made.ended();
  await servers.set({ protocol: 'TLS' });
  await willOpen(app, pfx);
  await servers.button('Import…').click();
  const dialog = page.getByRole('dialog', { name: 'Pass phrase' });
  await dialog.getByRole('textbox', { name: 'Pass phrase' }).fill('wrong');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('That is not the pass phrase');
  await dialog.getByRole('textbox', { name: 'Pass phrase' }).fill('secret');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(servers.region.getByRole('combobox', { name: 'Certificate', exact: true })).toContainText(
    'localhost',
  );

  const keys = join(pki.folder, 'keys.log');
  await willSaveTo(app, keys);
  await servers.button('Options').click();
  const panel = page.getByRole('dialog', { name: 'Options' });
  await panel.getByRole('button', { name: 'Choose file…' }).click();
  await expect(panel).toContainText('keys.log');
  await panel.getByRole('button', { name: 'Close', exact: true }).click();
  const port = await startServer(servers);
  const peer = spawnPeer(
    'openssl',
    's_client',
    '-connect',
    `127.0.0.1:${port}`,
    '-CAfile',
    pki.path('ca.pem'),
    '-verify_return_error',
    '-brief',
  );
  await expect(servers.peers).toContainText(['TLS 1.3']);
  await expect.poll(() => readFile(keys, 'latin1').catch(() => '')).toContain('SERVER_TRAFFIC_SECRET_0 ');
  peer.endInput();
});

test('a plain client at a TLS server is told in these words; a server without a certificate says so', async ({
  open,
  python,
}) => {
  const { servers, log } = await open();
  await servers.set({ protocol: 'TLS', port: 0 });
  await servers.button('Start').click();
  await expect(servers.failure).toContainText('A TLS server needs a certificate');
  await servers.button('New certificate').click();
  const port = await startServer(servers);
  const socket = await python.connect(port);
  await socket.send('GET / HTTP/1.0\r\n\r\n');
  await expect(log.row('spoke plain text to this TLS server').first()).toBeVisible();
  await expect(log.row('GET / HTTP/1.0').first()).toBeVisible();
});

test('both ends of a plain connection are upgraded by hand', async ({ open }) => {
  const { servers, clients, log } = await open();
  await servers.set({ protocol: 'TLS' });
  await servers.button('New certificate').click();
  await expect(servers.region.getByRole('combobox', { name: 'Certificate', exact: true })).toContainText(
    'localhost',
  );
  const port = await startServer(servers, { protocol: 'TCP' });
  await connectClient(clients, { port });
  await clients.say('STARTTLS');
  // It has come before the server reads anything else than plain text.
  await expect(log.row('STARTTLS')).toHaveCount(2);
  await servers.button('Upgrade to TLS').click();
  await clients.button('Upgrade to TLS').click();
  await expect(servers.peers).toContainText(['TLS 1.3']);
  await expect(clients.peers).toContainText(['TLS 1.3']);
  await clients.say('secret');
  await expect(log.row('secret')).toHaveCount(2);
});
