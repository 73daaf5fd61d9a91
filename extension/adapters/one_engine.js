// One engine for all windows: the panel that holds a lock is the engine, the others mirror it and take over.

const LOCK = 'rubato-engine';
const LINE = 'rubato';

/**
 * @typedef {{type: string, [field: string]: unknown}} Word What panels tell each other.
 * @typedef {Object} Line
 * @property {(word: Word) => void} tell To all other panels.
 * @property {(heard: (word: Word) => void) => void} listen
 * @property {() => void} handOver Gives the engine to the next panel that waits for it.
 * @property {() => boolean} held
 */

/**
 * Waits for its turn to be the engine.
 * @param {() => void} held Called once, when this panel is the engine.
 * @returns {Line}
 */
export function joinPanels(held) {
  const channel = new BroadcastChannel(LINE);
  let holding = false;
  /** @type {() => void} */
  let release = () => undefined;
  const leave = new AbortController();
  navigator.locks.request(LOCK, {signal: leave.signal}, () => {
    holding = true;
    held();
    return new Promise((resolve) => { release = () => resolve(undefined); });
  }).catch((/** @type {DOMException} */ error) => {
    // Aborted while it waited: this panel closed before its turn came.
    if (error.name !== 'AbortError') throw error;
  });
  return {
    tell: (word) => channel.postMessage(word),
    listen: (heard) => channel.addEventListener('message', (event) => heard(event.data)),
    handOver: () => { holding = false; release(); leave.abort(); },
    held: () => holding,
  };
}
