import { expect, type Locator, type Page } from '@playwright/test';
import type { Role } from '../../../core/contract/endpoint';

export type Protocol = 'TCP' | 'UDP' | 'TLS' | 'Local';
export type ReplyMode = 'Off' | 'Echo' | 'Fixed';
export type Format = 'Text' | 'Hex' | 'File';

/** Chooses in a radio group. */
export const chooseIn = (group: Locator, word: string): Promise<void> =>
  group.getByRole('radio', { name: word, exact: true }).check();

/** An option is named by its word and, in some lists, a note after it. */
const startingWith = (word: string): RegExp =>
  new RegExp(`^${word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-])`);

/** Chooses in a drop-down list by its name. */
export const pickIn = async (within: Locator, list: string, choice: string): Promise<void> => {
  await within.getByRole('combobox', { name: list, exact: true }).click();
  await within
    .page()
    .getByRole('option', { name: startingWith(choice) })
    .click();
};

/** Opens the folded sections of a panel. */
const unfold = async (panel: Locator): Promise<void> => {
  await expect(panel).toBeVisible();
  const folded = panel.locator('details:not([open]) > summary');
  while ((await folded.count()) > 0) await folded.first().click();
};

/** Runs in the page: whether the main process has an endpoint that answers so. */
const answersInPage = async (wanted: {
  readonly role: Role;
  readonly mode: string;
  readonly text: string | undefined;
}): Promise<boolean> => {
  const snapshot = await window.porthole.request['app.snapshot']();
  return (
    snapshot.ok &&
    snapshot.value.endpoints.some(({ role, autoReply: { mode, reply } }) => {
      const text = reply.format === 'text' ? reply.text : reply.hex;
      return role === wanted.role && mode === wanted.mode && (wanted.text ?? text) === text;
    })
  );
};

/** The pane `Servers` or `Clients`, through the names that are on screen. */
export const endpointPane = (page: Page, name: 'Servers' | 'Clients') => {
  const role: Role = name === 'Servers' ? 'server' : 'client';
  const region = page.getByRole('region', { name, exact: true });
  const button = (word: string): Locator => region.getByRole('button', { name: word, exact: true });
  const autoReply = region.getByRole('group', { name: 'Auto reply', exact: true });
  const address = region.getByLabel('Address', { exact: true });
  const port = region.getByRole('textbox', { name: 'Port', exact: true });
  const path = region.getByRole('textbox', { name: 'Path', exact: true });
  const protocol = region.getByRole('radiogroup', { name: 'Protocol', exact: true });
  const format = region.getByRole('radiogroup', { name: 'Format', exact: true });
  const message = region.getByRole('textbox', { name: 'Message', exact: true });
  const status = region.getByRole('status').first();
  const connections = region.getByRole('table', { name: 'Connections', exact: true });
  const peers = connections.locator('tbody').getByRole('row');
  const write = async (text: string, as: Format = 'Text'): Promise<void> => {
    await chooseIn(format, as);
    // Of a long message the box holds a part, and only that would be replaced.
    const clear = button('Clear all of the text');
    if ((await clear.count()) > 0) await clear.click();
    await message.fill(text);
  };
  return {
    region,
    button,
    tabs: region.getByRole('tab'),
    tab: (label: string) => region.getByRole('tab', { name: label, exact: true }),
    protocol,
    address,
    port,
    path,
    status,
    /** What the endpoint's failure note says. */
    failure: region.getByRole('alert'),
    autoReply,
    reply: autoReply.getByRole('textbox', { name: 'Reply', exact: true }),
    message,
    format,
    /** What the template in the composer makes next. */
    preview: region.getByRole('group', { name: 'Preview', exact: true }),
    send: button('Send'),
    repeats: region.getByRole('list', { name: 'Repeats', exact: true }),
    endRepeat: (what: string): Locator => button(`End the repeat of ${what}`),
    /** A UDP server's field for any address. */
    to: region.getByLabel('To', { exact: true }),
    connections,
    /** Rows of the table of connections, without its head. */
    peers,
    peer: (text: string | RegExp) => peers.filter({ hasText: text }),

    async set(values: {
      protocol?: Protocol;
      address?: string;
      port?: string | number;
      path?: string;
    }): Promise<void> {
      if (values.protocol !== undefined) await chooseIn(protocol, values.protocol);
      if (values.address !== undefined) await address.fill(values.address);
      if (values.port !== undefined) await port.fill(String(values.port));
      if (values.path !== undefined) await path.fill(values.path);
    },
    /** Chooses in a list of the composer, such as `Encoding` or `Line ending`. */
    async pick(list: string, choice: string): Promise<void> {
      await pickIn(region, list, choice);
    },
    /** Types an option of the endpoint, by its name in the options. */
    async option(name: string, value: string): Promise<void> {
      await button('Options').click();
      const panel = page.getByRole('dialog', { name: 'Options' });
      await unfold(panel);
      await panel.getByRole('textbox', { name, exact: true }).fill(value);
      await panel.getByRole('button', { name: 'Close', exact: true }).click();
      await expect(panel).toHaveCount(0);
    },
    /** Switches an option of the endpoint. */
    async toggleOption(name: string): Promise<void> {
      await button('Options').click();
      const panel = page.getByRole('dialog', { name: 'Options' });
      await unfold(panel);
      await panel.getByRole('switch', { name, exact: true }).click();
      await panel.getByRole('button', { name: 'Close', exact: true }).click();
      await expect(panel).toHaveCount(0);
    },
    /** Types how long an answer waits, in ms. */
    async answerAfter(ms: string): Promise<void> {
      await autoReply.getByRole('button', { name: 'Answer options' }).click();
      const delay = page.getByRole('textbox', { name: 'Delay' });
      await delay.fill(ms);
      await page.keyboard.press('Escape');
      await expect(delay).toHaveCount(0);
    },
    /** Sets the auto reply, and waits until the sockets have heard of it. */
    async answer(mode: ReplyMode, reply?: string): Promise<void> {
      await chooseIn(autoReply, mode);
      const field = autoReply.getByRole('textbox', { name: 'Reply', exact: true });
      if (reply !== undefined) await field.fill(reply);
      const wanted = { role, mode: mode.toLowerCase(), text: reply };
      await expect.poll(() => page.evaluate(answersInPage, wanted)).toBe(true);
    },
    write,
    async say(text: string, as: Format = 'Text'): Promise<void> {
      await write(text, as);
      await button('Send').click();
    },
  };
};
export type EndpointPane = ReturnType<typeof endpointPane>;

const LOCAL = /127\.0\.0\.1:(\d+)|\[::1?\]:(\d+)|0\.0\.0\.0:(\d+)/;

/** Starts a server on a port that the system picks and answers with the port, as the status shows it. */
export const startServer = async (
  pane: EndpointPane,
  values: { protocol?: Protocol; address?: string; port?: string | number } = {},
): Promise<number> => {
  await pane.set({ port: 0, ...values });
  await pane.button('Start').click();
  await expect(pane.status).toHaveText(/^(Listening|Open) on /);
  const [, ...ports] = LOCAL.exec((await pane.status.textContent()) ?? '') ?? [];
  return Number(ports.find((port) => port !== undefined));
};

/** Connects (or for UDP opens) the client that is in front. */
export const connectClient = async (
  pane: EndpointPane,
  values: { protocol?: Protocol; address?: string; port: number },
): Promise<void> => {
  await pane.set(values);
  await pane.button(values.protocol === 'UDP' ? 'Open' : 'Connect').click();
  await expect(pane.status).toHaveText(values.protocol === 'UDP' ? /^Open / : /^Connected/);
};
