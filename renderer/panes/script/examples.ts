import type { FramingSetting } from '../../../core/contract/framing';

interface Example {
  readonly source: string;
  /** What the script takes for a message; otherwise whatever is read. */
  readonly framing: Partial<FramingSetting>;
}

/** Scripts to start from. Comments in them are English: they are code. */
export const EXAMPLES = {
  echo: {
    framing: { kind: 'raw' },
    source: `// Sends back what came.
on('data', (c, bytes) => {
  c.send(bytes);
});
`,
  },
  lines: {
    framing: { kind: 'delimiter', delimiter: '\\n', keep: false },
    source: `// A line protocol with a prompt.
on('open', (c) => {
  c.state.count = 0;
  c.send('Welcome. Commands: time, count, quit\\r\\n> ');
});

on('message', (c, line) => {
  c.state.count += 1;
  const command = text(line).trim();
  if (command === 'quit') {
    c.send('Bye.\\r\\n');
    c.close();
    return;
  }
  const answers = {
    time: () => new Date().toISOString(),
    count: () => String(c.state.count),
  };
  const answer = answers[command];
  c.send(answer ? answer() : 'Unknown command: ' + command, '\\r\\n> ');
});
`,
  },
  modbus: {
    framing: { kind: 'length', offset: '4', size: '2', order: 'be', adjustment: '0', includesHeader: false },
    source: `// A Modbus/TCP slave with 100 registers, to hold and to read as input.
const registers = new Uint16Array(100);
registers.set([1234, 5678]);

on('message', (c, request) => {
  const view = new DataView(request.buffer, request.byteOffset, request.byteLength);
  const unit = request[6];
  const code = request[7];

  // Header: transaction and protocol as they came, then the length and the unit.
  const answer = (...body) => {
    const pdu = concat(...body);
    const length = pdu.length + 1;
    c.send(request.subarray(0, 4), [length >> 8, length & 255, unit], pdu);
  };
  const refuse = (why) => answer([code | 0x80, why]);

  const start = view.getUint16(8);
  const value = view.getUint16(10);
  if (code === 3 || code === 4) {
    if (value < 1 || value > 125 || start + value > registers.length) return refuse(2);
    const bytes = [...registers.subarray(start, start + value)].flatMap((r) => [r >> 8, r & 255]);
    answer([code, bytes.length], bytes);
  } else if (code === 6) {
    if (start >= registers.length) return refuse(2);
    registers[start] = value;
    answer(request.subarray(7, 12));
  } else if (code === 16) {
    if (start + value > registers.length) return refuse(2);
    for (let i = 0; i < value; i += 1) registers[start + i] = view.getUint16(13 + 2 * i);
    answer(request.subarray(7, 12));
  } else {
    refuse(1);
  }
});
`,
  },
  scpi: {
    framing: { kind: 'delimiter', delimiter: '\\n', keep: false },
    source: `// An SCPI power supply.
on('open', (c) => {
  c.state.volts = 0;
  c.state.on = false;
});

on('message', (c, line) => {
  const command = text(line).trim().toUpperCase();
  const set = /^(?:SOUR(?:CE)?:)?VOLT(?:AGE)?\\s+([\\d.]+)$/.exec(command);
  if (command === '*IDN?') c.send('PORTHOLE,SIMULATOR,0,1.0\\n');
  else if (command === '*RST') Object.assign(c.state, { volts: 0, on: false });
  else if (set) c.state.volts = Number(set[1]);
  else if (/^OUTP(UT)? (ON|1)$/.test(command)) c.state.on = true;
  else if (/^OUTP(UT)? (OFF|0)$/.test(command)) c.state.on = false;
  else if (/^(SOUR(CE)?:)?VOLT(AGE)?\\?$/.test(command)) c.send(c.state.volts.toFixed(3), '\\n');
  else if (/^MEAS(URE)?:VOLT(AGE)?(:DC)?\\?$/.test(command)) {
    const noise = (Math.random() - 0.5) / 500;
    c.send((c.state.on ? c.state.volts + noise : 0).toFixed(4), '\\n');
  } else console.warn('not understood:', command);
});
`,
  },
  heartbeat: {
    framing: { kind: 'raw' },
    source: `// Sends a numbered heartbeat with a CRC to everyone, once a second.
let number = 0;
every(1000, () => {
  number += 1;
  const message = concat([0xaa, 0x55], [number >> 8, number & 255]);
  for (const c of connections()) c.send(message, checksum('CRC-16/MODBUS', message));
});
`,
  },
} as const satisfies Readonly<Record<string, Example>>;

export type ExampleId = keyof typeof EXAMPLES;
export const EXAMPLE_IDS = Object.keys(EXAMPLES) as readonly ExampleId[];

export const EXAMPLE_WORDS = {
  echo: 'exampleEcho',
  lines: 'exampleLines',
  modbus: 'exampleModbus',
  scpi: 'exampleScpi',
  heartbeat: 'exampleHeartbeat',
} as const satisfies Record<ExampleId, string>;
