import { access, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Dissectors } from './dissectors';
import { LuaStopped, newWatch, OFFENCE, OFFENCES, RUNNING } from './lua-guard';

const file = (name: string, text: string) => ({ name, text });
const reportsOf = async (...files: readonly { name: string; text: string }[]) =>
  (await Dissectors.load(files)).newReports();
const sample = join(import.meta.dirname, '../../assets/sensor.lua');

test('a file adds its protocol, to decode as and to filters; what is wrong with another is said with its line', async () => {
  const dissectors = await Dissectors.load([
    file('broken.lua', 'local x = 1\n\nlocal y = x + nil'),
    file('sensor.lua', await readFile(sample, 'utf8')),
    file('words.lua', 'this is no Lua'),
  ]);
  expect(dissectors.newReports()).toEqual([
    {
      file: 'broken.lua',
      protocols: [],
      error: 'broken.lua:3: attempt to perform arithmetic on a nil value',
    },
    { file: 'sensor.lua', protocols: [{ name: 'sensor', title: 'Sensor readings' }], error: null },
    { file: 'words.lua', protocols: [], error: "words.lua:1: syntax error near 'is'" },
  ]);
  expect(dissectors.newReports()).toBeNull();
  expect(dissectors.protocols()).toContainEqual({ name: 'sensor', title: 'Sensor readings' });
  expect(dissectors.complete('sensor.va')).toEqual([{ name: 'sensor.value', title: 'Value (tenths)' }]);
  expect(dissectors.check('sensor.value == -12')).toBeNull();
}, 60_000);

// What it tries, it says in an error: the only word that a file has to the outside.
const REACH = `
local found = {}
local function try(name, value) found[#found + 1] = name .. '=' .. tostring(value) end
try('execute', os.execute) try('exit', os.exit) try('popen', io.popen) try('loadlib', package.loadlib)
try('read', (io.open('HOST_FILE', 'r')))
try('passwd', (io.open('/etc/passwd', 'r')))
local out = io.open('HOST_FILE.written', 'w')
if out then out:write('x') out:close() end
try('home', os.getenv('HOME'))
try('secret', os.getenv('PORTHOLE_SECRET'))
error(table.concat(found, ' '), 0)
`;

test('a file reaches nothing of this computer: no file, no program, no variable', async () => {
  process.env.PORTHOLE_SECRET = 'do not tell';
  const written = `${sample}.written`;
  try {
    const [report] = (await reportsOf(file('reach.lua', REACH.replaceAll('HOST_FILE', sample)))) ?? [];
    expect(report?.error).toBe(
      'execute=nil exit=nil popen=nil loadlib=nil read=nil passwd=nil home=/home/web_user secret=nil',
    );
    await expect(access(written)).rejects.toThrow('ENOENT');
  } finally {
    delete process.env.PORTHOLE_SECRET;
    await rm(written, { force: true });
  }
}, 60_000);

test('a file finds another one by its name', async () => {
  const reports = await reportsOf(
    file('main.lua', "error(require('words').hello, 0)"),
    file('words.lua', "return { hello = 'hello' }"),
  );
  expect(reports?.map(({ error }) => error)).toEqual(['hello', null]);
}, 60_000);

test.each([
  ['endless', 'while true do end'],
  ['endless', 'while true do pcall(function() while true do end end) end'],
  ['memory', 'local all = {} for i = 1, 1e9 do all[i] = string.rep("x", 2^16) .. i end'],
  ['memory', 'local all = {} for i = 1, 6 do all[i] = string.rep("x", 2^24) .. i end'],
] as const)(
  'a file that is %s is stopped and named: %s',
  async (offence, text) => {
    const watch = newWatch();
    const loading = Dissectors.load([file('fine.lua', 'local x = 1'), file('bad.lua', text)], watch);
    await expect(loading).rejects.toThrow(LuaStopped);
    expect(watch[RUNNING]).toBe(2);
    expect(OFFENCES[(watch[OFFENCE] ?? 0) - 1]).toBe(offence);
  },
  60_000,
);
