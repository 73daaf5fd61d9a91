// Server stream: a WebSocket of the companion server, greeted with our token; one that is lost is tried again.

/**
 * @typedef {'waiting' | 'ready' | 'lost' | 'unpaired'} StreamState
 * @typedef {Object} Hears
 * @property {(state: StreamState, detail: string) => void} onState
 * @property {(message: any) => void} onMessage What the server says after its welcome.
 * @property {() => void} onGone The connection ended, or never came to be.
 * @property {() => void} [onDropped] Old sound was dropped, since more came than goes through; told once, until all has gone.
 * @typedef {Object} World What it needs of the browser.
 * @property {new (url: string) => WebSocket} WebSocket
 * @property {(act: () => void, ms: number) => (() => void)} after Gives what calls it off.
 * @property {() => number} now ms of `performance.now()`
 * @typedef {{send: (message: object | ArrayBuffer) => boolean, close: () => void}} Stream `send` tells whether it went.
 */

/** @type {World} */
export const BROWSER = {
  WebSocket: globalThis.WebSocket,
  after: (act, ms) => { const timer = setTimeout(act, ms); return () => clearTimeout(timer); },
  now: () => performance.now(),
};

/** Tried again after so many ms, doubled each time up to the last. */
const FIRST_WAIT = 250;
const LONGEST_WAIT = 5000;
/** Bytes at the socket that have not gone yet, up to which it is given more. */
const UNDER_WAY = 16_000;
/** Bytes of sound that wait here, two seconds; what is older is dropped. */
const MOST_WAITING = 64_000;
/** ms after which it is tried again what waits. */
const DRAIN_WAIT = 100;
/** `readyState` of a socket that takes messages; one that closes takes none, and says so as an error. */
const OPEN = 1;
/** The close code of a server that does not know our token. */
const REFUSED = 4401;

/**
 * Connects, says hello with the token in the first message (never in the address), and stays connected.
 * @param {string} address "http://127.0.0.1:8000/v1/midi"
 * @param {string} token
 * @param {Hears} hears
 * @param {World} [world]
 * @returns {Stream}
 */
export function openStream(address, token, hears, world = BROWSER) {
  const server = new URL(address).origin;
  let wait = FIRST_WAIT;
  let closed = false;
  let welcome = false;
  let everWelcome = false;
  let refusal = '';
  let callOff = () => {};
  /** @type {WebSocket} */
  let socket;
  const waiting = queue((message) => socket.send(message), () => socket.readyState === OPEN ? socket.bufferedAmount : Infinity, world.after, () => hears.onDropped?.());

  /** @type {Record<string, (message: any) => void>} */
  const greeting = {
    welcome: () => { [wait, welcome, everWelcome] = [FIRST_WAIT, true, true]; hears.onState('ready', ''); },
    refused: ({reason}) => { refusal = reason; },
  };
  const connect = () => {
    socket = new world.WebSocket(address.replace(/^http/, 'ws'));
    socket.onopen = () => socket.send(JSON.stringify({type: 'hello', token}));
    socket.onmessage = ({data}) => {
      if (closed) return;
      const message = JSON.parse(data);
      (greeting[message.type] ?? hears.onMessage)(message);
    };
    socket.onclose = ({code, reason}) => gone(code, reason);
  };
  /** @param {number} code @param {string} reason */
  const gone = (code, reason) => {
    if (closed) return;
    welcome = false;
    waiting.clear();
    hears.onGone();
    // A token that is refused stays so until there is another: that opens a new stream.
    if (code === REFUSED) return hears.onState('unpaired', refusal || reason);
    hears.onState(everWelcome ? 'lost' : 'waiting', server);
    callOff = world.after(connect, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  };
  hears.onState('waiting', server);
  connect();
  return {
    send: (message) => {
      if (welcome) waiting.add(message instanceof ArrayBuffer ? message : JSON.stringify(message));
      return welcome;
    },
    close: () => { closed = true; callOff(); waiting.clear(); hears.onGone(); socket.close(); },
  };
}

/**
 * What is to be sent, in its order; while it does not go through, sound waits here and the oldest of it is dropped.
 * @param {(message: string | ArrayBuffer) => void} send
 * @param {() => number} underWay Bytes that have not gone; endless where none can go.
 * @param {World['after']} after
 * @param {() => void} dropped
 */
function queue(send, underWay, after, dropped) {
  /** @type {(string | ArrayBuffer)[]} */
  let all = [];
  let bytes = 0;
  let told = false;
  let callOff = () => {};
  const drain = () => {
    callOff();
    while (all.length && underWay() < UNDER_WAY) {
      const message = /** @type {string | ArrayBuffer} */ (all.shift());
      bytes -= size(message);
      send(message);
    }
    if (all.length) callOff = after(drain, DRAIN_WAIT);
    else told = false;
  };
  const cut = () => {
    while (bytes > MOST_WAITING) bytes -= size(all.splice(all.findIndex((one) => size(one)), 1)[0]);
    if (!told) dropped();
    told = true;
  };
  return {
    /** @param {string | ArrayBuffer} message */
    add: (message) => {
      all.push(message);
      bytes += size(message);
      if (bytes > MOST_WAITING) cut();
      drain();
    },
    clear: () => { callOff(); [all, bytes, told] = [[], 0, false]; },
  };
}

/** @param {string | ArrayBuffer} message @returns {number} Bytes that may be dropped. */
const size = (message) => typeof message === 'string' ? 0 : message.byteLength;
