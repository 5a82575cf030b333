// Rows written to files: selected, shown or all, in every form, with Wireshark's programs as the judge. Issue 5.
import { readFile } from 'node:fs/promises';
import { expect, type OpenWindow, test } from './porthole';
import { run } from './programs';
import { temporary } from './temporary';
import { willSaveTo } from './window/dialogs';
import { startServer } from './window/endpoint-pane';

/** Exports with the dialog as it is opened, and answers with what was written. */
const exported = async (
  { app, page, bar }: OpenWindow,
  rows: 'The selected one' | 'Those shown' | 'All',
  form: string,
  name: string,
): Promise<string> => {
  const path = await temporary(name);
  const dialog = page.getByRole('dialog', { name: 'Export', exact: true });
  await expect(dialog).toBeHidden();
  await bar.bar.getByRole('button', { name: 'Export rows…', exact: true }).click();
  await expect(dialog).toBeVisible();
  await dialog.getByRole('radio', { name: rows, exact: true }).check({ force: true });
  await dialog.getByRole('radio', { name: form, exact: true }).check({ force: true });
  await willSaveTo(app, path);
  await dialog.getByRole('button', { name: 'Export…', exact: true }).click();
  await expect.poll(() => readFile(path, 'utf8').catch(() => ''), { timeout: 60_000 }).not.toBe('');
  return path;
};

test('rows are exported: one, those shown, all', async ({ open, python }) => {
  const window = await open();
  const { page, servers, log } = window;
  const port = await startServer(servers);
  await servers.answer('Echo');
  const peer = await python.connect(port);
  for (const text of ['=1+1, "quoted"', 'two', 'three']) {
    await peer.send(text);
    await peer.receive(text.length);
  }

  await log.counts(8);

  const csv = await readFile(await exported(window, 'All', 'CSV', 'all.csv'), 'utf8');
  expect(csv.trim().split('\r\n')).toHaveLength(9);
  expect(csv).toContain(`,14,"'=1+1, ""quoted""",3D312B312C202271756F74656422`);

  await log.filter.fill('dir == in');
  await log.counts(3);
  const text = await readFile(await exported(window, 'Those shown', 'Text', 'shown.txt'), 'utf8');
  expect(text.match(/^#\d+ {2}.* in {2}TCP/gm)).toHaveLength(3);
  expect(text).toContain('\nthree\n');

  const pcapng = await exported(window, 'Those shown', 'pcapng', 'shown.pcapng');
  const said = await run('tshark', '-r', pcapng, '-T', 'fields', '-e', 'tcp.dstport', '-e', 'tcp.len');
  expect(said.trim().split('\n')).toEqual([`${port}\t14`, `${port}\t3`, `${port}\t5`]);

  await log.select('two');
  const json = JSON.parse(
    await readFile(await exported(window, 'The selected one', 'JSON', 'one.json'), 'utf8'),
  );
  expect(json).toMatchObject([{ kind: 'data', direction: 'in', text: 'two', hex: '74776F', length: 3 }]);
  expect(JSON.stringify(json[0].decoded)).toContain('tcp.dstport');

  const dump = await readFile(await exported(window, 'The selected one', 'Hex dump', 'one.hex.txt'), 'utf8');
  expect(dump).toContain('00000000  74 77 6f');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
