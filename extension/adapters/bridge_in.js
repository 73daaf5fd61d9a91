// Bridge in: the keyboards that the companion server hears, over its WebSocket; a lost server is tried again.

/**
 * @typedef {'waiting' | 'ready' | 'lost' | 'unpaired'} BridgeState
 * @typedef {{id: string, name: string, open: boolean}} BridgePort
 * @typedef {Object} Hears
 * @property {(state: BridgeState, detail: string) => void} onState
 * @property {(ports: BridgePort[]) => void} onPorts None while the server is away.
 * @property {(port: string) => void} onLost A port vanished: what it holds must be let go.
 * @property {(port: string, bytes: number[], time: number) => void} onMessage time: ms of `performance.now()`,
 *   when the server heard it.
 * @typedef {Object} World What it needs of the browser.
 * @property {new (url: string) => WebSocket} WebSocket
 * @property {(act: () => void, ms: number) => (() => void)} after Gives what calls it off.
 * @property {() => number} now
 */

/** @type {World} */
const BROWSER = {
  WebSocket: globalThis.WebSocket,
  after: (act, ms) => { const timer = setTimeout(act, ms); return () => clearTimeout(timer); },
  now: () => performance.now(),
};

/** Tried again after so many ms, doubled each time up to the last. */
const FIRST_WAIT = 250;
const LONGEST_WAIT = 5000;
/** The close code of a server that does not know our token. */
const REFUSED = 4401;
/** How fast two clocks may run apart: ms a ms. */
const DRIFT = 0.0001;

/**
 * Connects, says hello with the token in the first message (never in the address), and stays connected.
 * @param {string} server "http://127.0.0.1:8000"
 * @param {string} token
 * @param {Hears} hears
 * @param {World} [world]
 * @returns {{close: () => void}}
 */
export function openBridge(server, token, hears, world = BROWSER) {
  let wait = FIRST_WAIT;
  let closed = false;
  let welcomed = false;
  let refusal = '';
  let here = clockOf(world.now);
  let callOff = () => {};
  /** @type {WebSocket} */
  let socket;

  /** @type {Record<string, (message: any) => void>} */
  const on = {
    welcome: () => { [wait, welcomed] = [FIRST_WAIT, true]; hears.onState('ready', ''); },
    refused: ({reason}) => { refusal = reason; },
    ports: ({ports}) => hears.onPorts(ports.filter((/** @type {BridgePort} */ {open}) => open)),
    midi: ({port, bytes, time}) => hears.onMessage(port, bytes, here(time)),
    lost: ({port}) => hears.onLost(port),
  };
  const connect = () => {
    here = clockOf(world.now);
    socket = new world.WebSocket(`${server.replace(/^http/, 'ws')}/v1/midi`);
    socket.onopen = () => socket.send(JSON.stringify({type: 'hello', token}));
    socket.onmessage = ({data}) => { const message = JSON.parse(data); if (!closed) on[message.type]?.(message); };
    socket.onclose = ({code, reason}) => gone(code, reason);
  };
  /** @param {number} code @param {string} reason */
  const gone = (code, reason) => {
    if (closed) return;
    hears.onPorts([]);
    // A token that is refused stays so until there is another: that opens a new bridge.
    if (code === REFUSED) return hears.onState('unpaired', refusal || reason);
    hears.onState(welcomed ? 'lost' : 'waiting', server);
    callOff = world.after(connect, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  };
  hears.onState('waiting', server);
  connect();
  return {close: () => { closed = true; callOff(); hears.onPorts([]); socket.close(); }};
}

/**
 * Turns the server's times into ours. What arrives fastest tells best how far the clocks are apart;
 * so two notes that waited behind a busy page keep the time between them, and none seems brushed.
 * @param {() => number} now
 * @returns {(time: number) => number}
 */
function clockOf(now) {
  let apart = Infinity;
  let last = 0;
  return (time) => {
    apart = Math.min(apart + DRIFT * Math.max(0, time - last), now() - time);
    last = time;
    return time + apart;
  };
}
