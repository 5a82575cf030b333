import { afterEach, expect, test } from 'vitest';
import type { CaptureService } from '../capture/capture-service-contract';
import { nodeDisk } from '../capture/disk';
import { bytesOf, cleanUp, filterOf, flowOf, START, startService } from '../capture/test-support';
import { Dissectors } from '../dissect/dissectors';
import { LuaStopped, newWatch, OFFENCE, OFFENCES, RUNNING } from '../dissect/lua-guard';
import { Inspector } from './inspector';

// What a person's own dissectors do while rows are decoded.
afterEach(cleanUp);

const start = async (
  text: string,
  messages: readonly string[] = ['one', 'two', 'three'],
  transport: 'tcp' | 'udp' = 'udp',
) => {
  const watch = newWatch();
  const dissectors = await Dissectors.load([{ name: 'own.lua', text }], watch);
  const { service } = await startService();
  for (const [i, message] of messages.entries()) {
    service.recorder.data(flowOf(1, { transport }), 'in', bytesOf(message), START + BigInt(i));
  }
  return { dissectors, inspector: new Inspector(nodeDisk, dissectors), service, watch };
};
const shown = async (service: CaptureService) => ({ segments: await service.segments(), decodeAs: [] });

const OWN = `
local own = Proto('own', 'Own protocol')
local word = ProtoField.string('own.word', 'Word')
own.fields = { word }
`;
const BIND = "DissectorTable.get('udp.port'):add(8888, own)\n";

test('an error is said once, with its line; the tree has it at every row', async () => {
  const { dissectors, inspector, service } = await start(
    `${OWN}function own.dissector(tvb, pinfo, tree)
  tree:add(word, tvb(0, 2))
  local x = tvb(0, 100)
end
${BIND}`,
  );
  expect(dissectors.newReports()).toMatchObject([{ error: null }]);
  for (const row of [0, 2]) {
    const decoded = await inspector.decode(await shown(service), row, null);
    const labels = decoded.ok ? decoded.value.fields.map(({ label }) => label) : [];
    expect(labels.join('\n')).toContain('own.lua:7: Range is out of bounds');
  }
  expect(dissectors.newReports()).toMatchObject([
    { file: 'own.lua', protocols: [{ name: 'own' }], error: 'own.lua:7: Range is out of bounds' },
  ]);
}, 60_000);

test.each([
  ['a dissector', `function own.dissector() while true do end end\n${BIND}`],
  [
    'a dissector that takes its errors',
    `function own.dissector() while true do pcall(error, 'x') end end\n${BIND}`,
  ],
  ['a heuristic', "own:register_heuristic('udp', function() while true do end end)\n"],
])(
  '%s that never ends is stopped and named',
  async (_what, code) => {
    const { inspector, service, watch } = await start(OWN + code);
    await expect(shown(service).then((given) => inspector.decode(given, 0, null))).rejects.toThrow(
      LuaStopped,
    );
    expect(watch[RUNNING]).toBe(1);
    expect(OFFENCES[(watch[OFFENCE] ?? 0) - 1]).toBe('endless');
  },
  60_000,
);

test('a listener that never ends is stopped and named when a filter is judged', async () => {
  const { inspector, service, watch } = await start(
    `${OWN}local all = Listener.new('frame')\nfunction all.packet() while true do end end\n`,
  );
  const judged = inspector.judge(
    await shown(service),
    filterOf({ query: 'udp.srcport == 1' }),
    Float64Array.of(0),
  );
  await expect(judged).rejects.toThrow(LuaStopped);
  expect(watch[RUNNING]).toBe(1);
  expect(OFFENCES[(watch[OFFENCE] ?? 0) - 1]).toBe('endless');
}, 60_000);

test('what a dissector keeps from packet to packet may not grow without an end', async () => {
  const { inspector, service, watch } = await start(
    `${OWN}local kept = {}
function own.dissector() kept[#kept + 1] = string.rep('x', 30 * 1024 * 1024) .. #kept end
${BIND}`,
    ['1', '2', '3', '4', '5'],
  );
  await expect(shown(service).then((given) => inspector.decode(given, 0, null))).rejects.toThrow(LuaStopped);
  expect(watch[RUNNING]).toBe(1);
  expect(OFFENCES[(watch[OFFENCE] ?? 0) - 1]).toBe('memory');
}, 60_000);

test('what never ends with bytes that were put together of several segments is stopped and named', async () => {
  const { inspector, service, watch } = await start(
    `${OWN}function own.dissector(tvb, pinfo)
  if tvb:len() > 3 then while true do end end
  pinfo.desegment_offset = 0
  pinfo.desegment_len = DESEGMENT_ONE_MORE_SEGMENT
  return tvb:len()
end
${BIND.replace('udp', 'tcp')}`,
    ['one', 'two'],
    'tcp',
  );
  await expect(shown(service).then((given) => inspector.decode(given, 1, null))).rejects.toThrow(LuaStopped);
  expect(watch[RUNNING]).toBe(1);
  expect(OFFENCES[(watch[OFFENCE] ?? 0) - 1]).toBe('endless');
}, 60_000);
