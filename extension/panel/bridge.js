// Bridge: the keyboards that the companion server hears.

import {BROWSER, openStream} from '../adapters/server_stream.js';
import {serverClock} from '../core/server_clock.js';

/**
 * @typedef {{id: string, name: string, open: boolean}} BridgePort
 * @typedef {Object} Hears
 * @property {import('../adapters/server_stream.js').Hears['onState']} onState
 * @property {(ports: BridgePort[]) => void} onPorts None while the server is away.
 * @property {(port: string) => void} onLost A port vanished: what it holds must be let go.
 * @property {(port: string, bytes: number[], time: number) => void} onMessage time: ms of `performance.now()`,
 *   when the server heard it.
 */

/**
 * Listens to the server's keyboards from now on.
 * @param {string} server "http://127.0.0.1:8000"
 * @param {string} token
 * @param {Hears} hears
 * @param {import('../adapters/server_stream.js').World} [world]
 * @returns {{close: () => void}}
 */
export function openBridge(server, token, hears, world = BROWSER) {
  let here = serverClock();
  /** @type {Record<string, (message: any) => void>} */
  const on = {
    ports: ({ports}) => hears.onPorts(ports.filter((/** @type {BridgePort} */ {open}) => open)),
    midi: ({port, bytes, time}) => hears.onMessage(port, bytes, here(time, world.now())),
    lost: ({port}) => hears.onLost(port),
  };
  return openStream(`${server}/v1/midi`, token, {
    onState: hears.onState,
    onMessage: (message) => on[message.type]?.(message),
    onGone: () => { here = serverClock(); hears.onPorts([]); },
  }, world);
}
