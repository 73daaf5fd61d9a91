// The badge on the extension's icon, and the line by which the worker knows that a panel lives.

/** @typedef {'on' | 'waiting' | 'off'} Sign */

const TEXTS = {on: '♪', waiting: '…', off: '–'};

/** @type {Sign | null} */
let shown = null;

/** @param {Sign} sign Shown until the panel closes, when the worker clears it. */
export function showBadge(sign) {
  if (sign === shown) return;
  shown = sign;
  chrome.action.setBadgeText({text: TEXTS[sign]});
}

/** Holds a line to the worker while this panel lives; a worker that slept or died gets a new one. */
export function holdLine() {
  const port = chrome.runtime.connect({name: 'panel'});
  port.onDisconnect.addListener(() => { if (chrome.runtime?.id) holdLine(); });
}
