// Bridge in: the keyboards that the companion server hears, over its WebSocket; a lost server is tried again.

/**
 * @typedef {'waiting' | 'ready' | 'lost' | 'unpaired'} BridgeState
 * @typedef {{id: string, name: string, open: boolean}} BridgePort
 * @typedef {Object} Hears
 * @property {(state: BridgeState, detail: string) => void} onState
 * @property {(ports: BridgePort[]) => void} onPorts None while the server is away.
 * @property {(port: string) => void} onLost A port vanished: what it holds must be let go.
 * @property {(port: string, bytes: number[]) => void} onMessage
 */

/** Tried again after so many ms, doubled each time up to the last. */
const FIRST_WAIT = 250;
const LONGEST_WAIT = 5000;
/** The close code of a server that does not know our token. */
const REFUSED = 4401;

/**
 * Connects, says hello with the token in the first message (never in the address), and stays connected.
 * @param {string} server "http://127.0.0.1:8000"
 * @param {string} token
 * @param {Hears} hears
 * @returns {{close: () => void}}
 */
export function openBridge(server, token, hears) {
  let wait = FIRST_WAIT;
  let closed = false;
  let welcomed = false;
  /** @type {WebSocket} */
  let socket;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  /** @type {Record<string, (message: any) => void>} */
  const on = {
    welcome: () => { [wait, welcomed] = [FIRST_WAIT, true]; hears.onState('ready', ''); },
    refused: ({reason}) => hears.onState('unpaired', reason),
    ports: ({ports}) => hears.onPorts(ports.filter((/** @type {BridgePort} */ {open}) => open)),
    midi: ({port, bytes}) => hears.onMessage(port, bytes),
    lost: ({port}) => hears.onLost(port),
  };
  const connect = () => {
    socket = new WebSocket(`${server.replace(/^http/, 'ws')}/v1/midi`);
    socket.onopen = () => socket.send(JSON.stringify({type: 'hello', token}));
    socket.onmessage = ({data}) => { const message = JSON.parse(data); on[message.type]?.(message); };
    socket.onclose = ({code, reason}) => gone(code, reason);
  };
  /** @param {number} code @param {string} reason */
  const gone = (code, reason) => {
    if (closed) return;
    hears.onPorts([]);
    // A token that is refused stays so until there is another: that opens a new bridge.
    if (code === REFUSED) return hears.onState('unpaired', reason);
    hears.onState(welcomed ? 'lost' : 'waiting', server);
    timer = setTimeout(connect, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  };
  hears.onState('waiting', server);
  connect();
  return {close: () => { closed = true; clearTimeout(timer); hears.onPorts([]); socket.close(); }};
}
