// Server stream: a WebSocket of the companion server, greeted with our token; one that is lost is tried again.

/**
 * @typedef {'waiting' | 'ready' | 'lost' | 'unpaired'} StreamState
 * @typedef {Object} Hears
 * @property {(state: StreamState, detail: string) => void} onState
 * @property {(message: any) => void} onMessage What the server says after its welcome.
 * @property {() => void} onGone The connection ended, or never came to be.
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
      if (welcome) socket.send(message instanceof ArrayBuffer ? message : JSON.stringify(message));
      return welcome;
    },
    close: () => { closed = true; callOff(); hears.onGone(); socket.close(); },
  };
}
