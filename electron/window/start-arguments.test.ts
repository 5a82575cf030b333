import { expect, test } from 'vitest';
import { filesIn } from './start-arguments';

test.each([
  [['porthole', '/tmp/a.pcapng'], false, ['/tmp/a.pcapng']],
  [['porthole', 'a.pcapng'], false, ['/home/a.pcapng']],
  [['electron', '--no-sandbox', '.', 'a.PCAPNG'], true, ['/home/a.PCAPNG']],
  [['electron', '/apps/x.pcapng'], true, []],
  [['porthole', 'plc.porthole'], false, ['/home/plc.porthole']],
  [['porthole', '--user-data-dir=/tmp/x.pcapng', 'notes.txt'], false, []],
])('%j', (argv, defaultApp, files) => {
  expect(filesIn(argv, defaultApp, '/home')).toEqual(files);
});
