// Sequences: written in the editor, run against a Python server, read in the log, recorded from it.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './porthole';
import { peerFile } from './programs';
import { connectClient, pickIn, startServer } from './window/endpoint-pane';

/** Adds a step of a kind behind the chosen one. */
const addStep = async (page: Page, kind: string): Promise<void> => {
  await page.getByRole('button', { name: 'Add step' }).click();
  await page.getByRole('menuitem', { name: kind, exact: true }).click();
};

test('a sequence logs in, polls ten times, checks each answer, and reports', async ({ open, spawnPeer }) => {
  const opened = await open();
  const { page, clients, inspector } = opened;
  const device = spawnPeer('python3', peerFile('login_server.py'));
  const port = Number(await device.line());
  await connectClient(clients, { port });
  await clients.message.press('Control+k');
  await page.keyboard.type('new sequence');
  await page.keyboard.press('Enter');

  const dialog = page.getByRole('dialog', { name: 'Sequence' });
  const steps = dialog.getByRole('listbox', { name: 'Steps' });
  const form = dialog.getByRole('group', { name: 'Step' });
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Log in and poll');
  await form.getByRole('textbox', { name: 'Message' }).fill('login ann\\n');
  await steps.focus();
  await page.keyboard.press('ArrowDown');
  await form.getByRole('radio', { name: 'expression' }).check();
  await form.getByRole('textbox', { name: 'Pattern' }).fill('token=(\\w+)');
  await addStep(page, 'Set variable');
  // A new variable has no name yet: the step says so.
  await expect(form.getByRole('alert')).toContainText('cannot be the name of a variable');
  await expect(steps.getByRole('img', { name: 'cannot be used as it is' })).toBeVisible();
  await form.getByRole('textbox', { name: 'Variable' }).fill('token');
  await form.getByRole('textbox', { name: 'Value' }).fill('{{$1}}');
  await addStep(page, 'Repeat');
  await expect(form.getByRole('textbox', { name: 'Times' })).toHaveValue('10');
  await addStep(page, 'Send');
  await form.getByRole('textbox', { name: 'Message' }).fill('poll {{counter}} {{$token}}\\n');
  await addStep(page, 'Expect');
  await form.getByRole('radio', { name: 'text' }).check();
  await form.getByRole('combobox', { name: 'How' }).click();
  await page.getByRole('option', { name: 'ends with' }).click();
  await form.getByRole('textbox', { name: 'Pattern' }).fill('ok\\n');
  await expect(steps.getByRole('option')).toHaveText([
    /^Send/,
    /^Expect/,
    /^Set variable/,
    /^Repeat/,
    /^Send/,
    /^Expect/,
    /^End/,
  ]);
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .include('[role=dialog]')
    .analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toHaveCount(0);

  const library = page.getByRole('region', { name: 'Library' });
  await page.keyboard.press('Control+r');
  await expect(library.getByRole('status').first()).toHaveText(/^Passed .*checks 11\/11$/);
  const asked = [await device.line()];
  while (asked.length < 11) asked.push(await device.line());
  expect(asked).toEqual(['login ann', ...Array.from({ length: 10 }, (_, i) => `poll ${i + 1} t3x`)]);

  // Each step says how it fared, and goes to its row.
  const shown = library.getByRole('listbox', { name: 'Steps of Log in and poll' });
  await expect(shown.getByRole('option').nth(5)).toContainText('10×');
  await expect(shown.getByRole('option').nth(5).getByRole('img', { name: 'done' })).toBeVisible();
  await shown.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(inspector.region).toContainText('18 bytes');
  await expect(inspector.region).toContainText('token=t3');

  // It is kept.
  const again = await opened.reopen();
  const kept = again.page.getByRole('listbox', { name: 'Steps of Log in and poll' });
  await expect(kept.getByRole('option')).toHaveCount(7);
});

test('a conversation in the log becomes a sequence; what does not come fails, with the step', async ({
  open,
  spawnPeer,
}) => {
  const { page, clients, log } = await open();
  const device = spawnPeer('python3', peerFile('login_server.py'));
  const port = Number(await device.line());
  await connectClient(clients, { port });
  await clients.say('login bo\\n');
  await log.counts(4);
  await log.select('welcome');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('sequence from the conversation');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Sequence' });
  const steps = dialog.getByRole('listbox', { name: 'Steps' });
  await expect(steps.getByRole('option')).toHaveText([
    /^Send\s*login bo/,
    /^Expect\s*equals welcome token=t2x/,
  ]);
  await dialog.getByRole('button', { name: 'Save' }).click();
  const library = page.getByRole('region', { name: 'Library' });
  await clients.message.focus();
  await library.getByRole('button', { name: 'Run' }).click();
  await expect(library.getByRole('status').first()).toHaveText(/^Passed /);

  await library.getByRole('button', { name: 'Edit sequence' }).click();
  await steps.press('End');
  await dialog.getByRole('textbox', { name: 'Pattern' }).fill('goodbye');
  await dialog.getByRole('textbox', { name: 'Within' }).fill('150');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await library.getByRole('button', { name: 'Run' }).click();
  await expect(library.getByRole('alert')).toContainText(
    'Step 2: nothing of what came within 150 ms matched',
  );
  await expect(library.getByRole('status').first()).toHaveText(/^Failed .*checks 0\/1$/);
});

test('armed over every new connection of a server, with an If and its Else; a step is dragged', async ({
  open,
  python,
}) => {
  const { page, servers } = await open();
  const port = await startServer(servers);
  await servers.message.press('Control+k');
  await page.keyboard.type('new sequence');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Sequence' });
  const steps = dialog.getByRole('listbox', { name: 'Steps' });
  const form = dialog.getByRole('group', { name: 'Step' });
  const message = form.getByRole('textbox', { name: 'Message' });
  await message.fill('name?\\n');
  await steps.press('End');
  await addStep(page, 'If');
  await form.getByRole('textbox', { name: 'Pattern' }).fill('ann');
  await addStep(page, 'Send');
  await message.fill('hello\\n');
  await addStep(page, 'Else');
  await addStep(page, 'Send');
  await message.fill('who?\\n');
  await steps.press('End');
  await addStep(page, 'Note');
  await form.getByRole('textbox', { name: 'Note' }).fill('greets');
  const options = steps.getByRole('option');
  await options.last().dragTo(options.first(), { targetPosition: { x: 40, y: 3 } });
  await expect(options).toHaveText([
    /^Note\s*greets/,
    /^Send\s*name/,
    /^Expect/,
    /^If/,
    /^Send\s*hello/,
    /^Else/,
    /^Send\s*who/,
    /^End/,
  ]);
  await expect(steps.getByRole('img', { name: 'cannot be used as it is' })).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Save' }).click();

  const library = page.getByRole('region', { name: 'Library' });
  await servers.message.focus();
  await pickIn(library, 'Over', 'Each connection');
  await library.getByRole('button', { name: 'Run', exact: true }).press('Enter');
  const status = library.getByRole('status').first();
  await expect(status).toHaveText('Armed 0 passed · checks 0/0');
  for (const [name, answer] of [
    ['ann', 'hello\n'],
    ['bob', 'who?\n'],
  ] as const) {
    const peer = await python.connect(port);
    expect(String(await peer.receive(6))).toBe('name?\n');
    await peer.send(name);
    expect(String(await peer.receive(answer.length))).toBe(answer);
  }
  await expect(status).toHaveText('Armed 2 passed · checks 2/2');
  await library.getByRole('button', { name: 'Stop', exact: true }).press('Enter');
  await expect(status).toHaveText('Stopped 2 passed · checks 2/2');
});

test('in Chinese: pausing and stepping', async ({ open, python }) => {
  const { page } = await open({ lang: 'zh-CN' });
  const listener = await python.listen();
  await page.evaluate(async (port) => {
    const ask = window.porthole.request;
    const snapshot = await ask['app.snapshot']();
    if (!snapshot.ok) return;
    const client = snapshot.value.endpoints.find(({ role }) => role === 'client');
    if (client === undefined) return;
    const draft = { format: 'hex', hex: '41' } as const;
    const steps = ['a', 'b'].map((id) => ({ kind: 'send', id, message: '', draft }) as const);
    await ask['sequences.set']({ sequences: [{ id: 'one', name: '两步', steps }] });
    await ask['settings.update']({ side: 'sequences' });
    await ask['endpoint.configure']({ ...client, port: String(port) });
    await ask['endpoint.start']({ id: client.id });
  }, listener.port);
  const peer = await listener.accept();
  await page.reload();
  const library = page.getByRole('region', { name: '消息库' });
  await page.getByRole('region', { name: '客户端' }).getByRole('textbox', { name: '消息' }).focus();
  const stepOnce = library.getByRole('button', { name: '单步' });
  await stepOnce.click();
  await expect(library.getByRole('status').first()).toContainText('已暂停');
  await stepOnce.click();
  expect((await peer.receive(1)).toString()).toBe('A');
  await library.getByRole('button', { name: '继续' }).click();
  expect((await peer.receive(1)).toString()).toBe('A');
  await expect(library.getByRole('status').first()).toContainText('通过');
});
