// Sequences: written in the editor, run against a Python server, read in the log, recorded from it.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './porthole';
import { peerFile } from './programs';
import { connectClient, pickIn, startServer } from './window/endpoint-pane';
import { filled, keyboardIn, LANGUAGES, WORDS } from './window/keyboard';

/** Adds a step of a kind behind the chosen one. */
const addStep = async (page: Page, kind: string): Promise<void> => {
  await page.getByRole('button', { name: 'Add step' }).click();
  await page.getByRole('menuitem', { name: kind, exact: true }).click();
};

for (const language of LANGUAGES) {
  test(`a sequence logs in, polls ten times, checks each answer, and reports; by keyboard alone (${language})`, async ({
    open,
    spawnPeer,
  }) => {
    test.slow();
    const opened = await open({ lang: language });
    const { page } = opened;
    const { app, sequences: words, endpoints, commands, library: side } = WORDS[language];
    const keys = keyboardIn(page);
    const device = spawnPeer('python3', peerFile('login_server.py'));
    await keys.press('Control+2');
    await keys.fill(endpoints.port, await device.line());
    await keys.press('F5');
    await expect(
      page.getByRole('region', { name: endpoints.clients, exact: true }).getByRole('status').first(),
    ).toContainText('127.0.0.1:');
    await keys.command(commands.newSequence);

    const dialog = page.getByRole('dialog', { name: words.editTitle });
    const steps = dialog.getByRole('listbox', { name: words.steps, exact: true });
    const form = dialog.getByRole('group', { name: words.stepForm, exact: true });
    const goToStep = async (key: string): Promise<void> => {
      await keys.backTo(words.steps);
      await keys.press(key);
    };
    const addStep = async (kind: string): Promise<void> => {
      await keys.backTo(words.addStep);
      await keys.menu(words.addStep, kind);
    };
    await expect(dialog.getByRole('textbox', { name: words.name, exact: true })).toBeFocused();
    await keys.type('Log in and poll');
    await keys.fill(words.message, 'login ann\\n');
    await goToStep('ArrowDown');
    await keys.choose(words.matchAny, words.matchRegex);
    await keys.fill(words.pattern, 'token=(\\w+)');
    await addStep(words.kindSet);
    // A new variable has no name yet: the step says so.
    await expect(form.getByRole('alert')).toBeVisible();
    await expect(steps.getByRole('img', { name: words.stepFaulty })).toBeVisible();
    await keys.fill(words.variable, 'token');
    await keys.fill(words.value, '{{$1}}');
    await addStep(words.kindRepeat);
    await expect(form.getByRole('textbox', { name: words.timesField })).toHaveValue('10');
    await addStep(words.kindSend);
    await keys.fill(words.message, 'poll {{counter}} {{$token}}\\n');
    await addStep(words.kindExpect);
    await keys.choose(words.matchAny, words.matchText);
    await keys.pick(words.how, words.howEnds);
    await keys.fill(words.pattern, 'ok\\n');
    const kinds = [
      'kindSend',
      'kindExpect',
      'kindSet',
      'kindRepeat',
      'kindSend',
      'kindExpect',
      'kindEnd',
    ] as const;
    await expect(steps.getByRole('option')).toHaveText(kinds.map((kind) => new RegExp(`^${words[kind]}`)));
    const { violations } = await new AxeBuilder({ page })
      .setLegacyMode(true)
      .include('[role=dialog]')
      .analyze();
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
    // What was written does not go unasked.
    await keys.press('Escape');
    await expect(dialog.getByText(app.unsaved)).toBeVisible();
    await expect(dialog.getByRole('button', { name: app.stay })).toBeFocused();
    await keys.press('Enter');
    await expect(dialog.getByRole('textbox', { name: words.name, exact: true })).toBeFocused();
    await keys.tabTo(words.keep);
    await keys.press('Enter');
    await expect(dialog).toHaveCount(0);

    const library = page.getByRole('region', { name: side.title, exact: true });
    const status = library.getByRole('status').first();
    const checks = filled(words.checks, { met: 11, checks: 11 });
    await keys.press('Control+r');
    await expect(status).toHaveText(new RegExp(`^${words.runPassed} .*${checks}$`));
    const asked = [await device.line()];
    while (asked.length < 11) asked.push(await device.line());
    expect(asked).toEqual(['login ann', ...Array.from({ length: 10 }, (_, i) => `poll ${i + 1} t3x`)]);

    // Each step says how it fared, and goes to its row.
    const name = filled(words.stepsOf, { name: 'Log in and poll' });
    const shown = library.getByRole('listbox', { name });
    await expect(shown.getByRole('option').nth(5)).toContainText('10×');
    await expect(shown.getByRole('option').nth(5).getByRole('img', { name: words.stepDone })).toBeVisible();
    await keys.command(commands.showSequences);
    await keys.tabTo(name);
    await keys.press('ArrowDown');
    await keys.press('Enter');
    await expect(page.locator('[data-pane=inspector]')).toContainText('token=t3');

    // The second time step by step, from the palette: paused before the first one, then one at a time.
    await keys.command(commands.stepSequence);
    await expect(status).toContainText(words.runPaused);
    await keys.command(commands.stepSequence);
    expect(await device.line()).toBe('login ann');
    await expect(shown.getByRole('option').first().getByRole('img', { name: words.stepDone })).toBeVisible();
    await expect(status).toContainText(words.runPaused);
    await keys.command(commands.pauseSequence);
    await expect(status).toHaveText(new RegExp(`^${words.runPassed} .*${checks}$`));

    // It is kept, and runs by its name. What is started again speaks the language of the system.
    const { page: again } = await opened.reopen();
    const english = WORDS['en-US'];
    const stepsAgain = again.getByRole('listbox', {
      name: filled(english.sequences.stepsOf, { name: 'Log in and poll' }),
    });
    await expect(stepsAgain.getByRole('option')).toHaveCount(7);
    await again.keyboard.press('Control+k');
    await again.keyboard.type(filled(english.commands.paletteRun, { name: 'Log in and poll' }));
    await expect(again.getByRole('dialog').getByRole('option')).toHaveCount(1);
  });
}

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
