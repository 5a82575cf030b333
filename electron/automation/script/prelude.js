// What a script finds in its world: built inside the sandbox out of the few functions that the host lends it.
// Answers the function through which everything that happens comes in.
(host) => {
  const handlers = { open: [], data: [], message: [], close: [] };
  const timers = new Map();
  const connections = new Map();
  let timerCount = 0;

  const shown = (value) => {
    if (typeof value === 'string') return value;
    if (value instanceof Uint8Array) return host.toHex(plain(value));
    if (value instanceof Error) return value.stack ? `${value}\n${value.stack}`.trimEnd() : String(value);
    if (typeof value === 'bigint' || typeof value === 'function' || typeof value === 'symbol')
      return String(value);
    try {
      const text = JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? String(inner) : inner));
      return text ?? String(value);
    } catch {
      return String(value);
    }
  };

  // The host reads whole buffers only.
  const plain = (bytes) =>
    bytes.byteLength === bytes.buffer.byteLength
      ? bytes.buffer
      : bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);

  const bytesOf = (part) => {
    if (part instanceof Uint8Array) return part;
    if (part instanceof ArrayBuffer) return new Uint8Array(part);
    if (ArrayBuffer.isView(part)) return new Uint8Array(part.buffer, part.byteOffset, part.byteLength);
    if (typeof part === 'number') return Uint8Array.of(part);
    if (Array.isArray(part)) return concat(...part);
    if (typeof part === 'string') return new Uint8Array(host.encode(part, 'utf-8'));
    throw new TypeError(
      `Bytes, text or numbers are wanted here, and this is ${part === null ? 'null' : typeof part}.`,
    );
  };

  const concat = (...parts) => {
    const all = parts.map(bytesOf);
    const whole = new Uint8Array(all.reduce((length, part) => length + part.length, 0));
    let at = 0;
    for (const part of all) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  };

  class Connection {
    #open = true;
    constructor(id, peer, local) {
      this.id = id;
      this.peer = peer;
      this.local = local;
      this.state = {};
    }
    get isOpen() {
      return this.#open;
    }
    send(...parts) {
      host.send(this.id, plain(concat(...parts)));
    }
    close() {
      host.end(this.id, 'close');
    }
    finish() {
      host.end(this.id, 'finish');
    }
    reset() {
      host.end(this.id, 'reset');
    }
    static ended(connection) {
      connection.#open = false;
    }
  }
  const markEnded = Connection.ended;
  delete Connection.ended;

  const wanted = (handler) => {
    if (typeof handler !== 'function') throw new TypeError('A function is wanted here.');
    return handler;
  };
  const startTimer = (ms, handler, repeats) => {
    if (!(Number(ms) >= 0)) throw new RangeError('Milliseconds are wanted here: 0 or more.');
    timerCount += 1;
    timers.set(timerCount, { handler: wanted(handler), repeats });
    host.schedule(timerCount, Number(ms), repeats);
    return timerCount;
  };

  const world = {
    on(event, handler) {
      if (!Object.hasOwn(handlers, event)) {
        throw new RangeError(`There is no event "${event}". There are ${Object.keys(handlers).join(', ')}.`);
      }
      handlers[event].push(wanted(handler));
    },
    after: (ms, handler) => startTimer(ms, handler, false),
    every: (ms, handler) => startTimer(ms, handler, true),
    cancel(timer) {
      if (timers.delete(timer)) host.cancel(timer);
    },
    connections: () => [...connections.values()],
    sendTo: (address, ...parts) => host.sendTo(String(address), plain(concat(...parts))),
    hex: (text) => new Uint8Array(host.fromHex(String(text))),
    toHex: (...parts) => host.toHex(plain(concat(...parts))),
    bytes: (text, encoding = 'utf-8') => new Uint8Array(host.encode(String(text), encoding)),
    text: (bytes, encoding = 'utf-8') => host.decode(plain(bytesOf(bytes)), encoding),
    concat,
    template: (text, variables = {}) => {
      const given = Object.entries(variables).flatMap(([name, value]) => [
        name,
        value instanceof Uint8Array ? plain(value) : String(value),
      ]);
      return new Uint8Array(host.template(String(text), given));
    },
    checksum: (name, ...parts) => new Uint8Array(host.checksum(String(name), plain(concat(...parts)))),
    variables: Object.freeze({
      get: (name) => host.getVariable(String(name)),
      set: (name, value) => host.setVariable(String(name), String(value)),
    }),
    console: Object.freeze(
      Object.fromEntries(
        ['log', 'info', 'warn', 'error'].map((level) => [
          level,
          (...values) => host.log(level, values.map(shown).join(' ')),
        ]),
      ),
    ),
    endpoint: Object.freeze(JSON.parse(host.endpoint)),
  };
  for (const [name, value] of Object.entries(world)) {
    Object.defineProperty(globalThis, name, { value, writable: false, enumerable: true });
  }

  const call = (event, ...args) => {
    // A promise that a handler answers with is looked at, so that what an async handler throws is not lost.
    const pending = handlers[event]
      .map((handler) => handler(...args))
      .filter((value) => value instanceof Promise);
    return pending.length > 0 ? Promise.all(pending) : undefined;
  };
  const known = (id, peer, local) => {
    const connection = connections.get(id) ?? new Connection(id, peer, local);
    connections.set(id, connection);
    return connection;
  };
  return (event, id, first, second) => {
    if (event === 'handled')
      return Object.keys(handlers)
        .filter((name) => handlers[name].length > 0)
        .join();
    if (event === 'timer') {
      const timer = timers.get(id);
      if (timer === undefined) return undefined;
      if (!timer.repeats) timers.delete(id);
      return timer.handler();
    }
    if (event === 'open') return call('open', known(id, first, second));
    const connection = connections.get(id);
    if (connection === undefined) return undefined;
    if (event === 'close') {
      connections.delete(id);
      markEnded(connection);
      return call('close', connection);
    }
    return call(event, connection, new Uint8Array(first));
  };
};
