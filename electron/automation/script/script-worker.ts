import { parentPort, workerData } from 'node:worker_threads';
import type { ScriptEvent, ScriptFault } from '../../../core/contract/script';
import { createScriptHost } from './host';
import type { ScriptBeginning, ScriptOrder, ScriptReport } from './messages';
import { createSandbox, type Sandbox } from './sandbox';

// A script has a thread of its own: whatever it does, sockets, capture and window go on.
const port = parentPort;
if (port === null) throw new Error('This is the entry of a worker thread.');

const { source, endpoint, variables, epoch, monotonic } = workerData as ScriptBeginning;
const report = (message: ScriptReport): void => port.postMessage(message);

let sandbox: Sandbox | null = null;
let over = false;

const host = createScriptHost({
  endpoint,
  variables,
  now: () => epoch + (process.hrtime.bigint() - monotonic),
  deed: (deed) => report({ report: 'deed', deed }),
  due: (timer) => give({ event: 'timer', timer }),
});

/** An interpreter that breaks in itself has broken for good. */
const take = (into: Sandbox, event: ScriptEvent): ScriptFault | null => {
  try {
    return into.take(event);
  } catch (error) {
    return { kind: 'thrown', message: String(error), line: null, column: null, fatal: true };
  }
};

const give = (event: ScriptEvent): void => {
  if (sandbox === null || over) return;
  host.begin();
  const fault = take(sandbox, event);
  if (fault === null) return;
  report({ report: 'fault', fault });
  if (fault.fatal) over = true;
};

// What comes while the interpreter starts waits in the port.
const made = await createSandbox(source, host);
if ('fault' in made) report({ report: 'fault', fault: made.fault });
else {
  sandbox = made.sandbox;
  report({ report: 'ready', handled: sandbox.handled() });
  port.on('message', (event: ScriptOrder) => {
    give(event);
    report({ report: 'took', events: 1 });
  });
}
