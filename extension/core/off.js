// Off: while the piano makes music, only the way back on is heard; and the pedal's roles.

import { cancelled } from "./firing.js";
import { rest } from "./states.js";

/** @import { Lexicon, PedalRole } from "./lexicon.js" */
/** @import { Off, State, Step } from "./states.js" */

/**
 * Turns the piano on wherever these are the last eight keys: its word twice in a row, since an
 * arpeggio plays it once.
 */
export const ON_AGAIN = [0, 3, 7, 0, 0, 3, 7, 0];
const BACK = ON_AGAIN.map((_, length) => fallback(length));

/**
 * Count how much of the way back on the last keys have played.
 * @param {Lexicon} _lexicon
 * @param {Off} state
 * @param {number} key
 * @returns {Step}
 */
export function offKey(_lexicon, state, key) {
  let matched = state.matched;
  while (matched > 0 && ON_AGAIN[matched] !== key) matched = BACK[matched];
  if (ON_AGAIN[matched] === key) matched += 1;
  if (matched === ON_AGAIN.length) {
    return { state: rest(), effects: [{ type: "command", command: "piano.on" }] };
  }
  return { state: { at: "off", matched, by: state.by }, effects: [] };
}

/**
 * Give the longest shorter beginning of the pattern that the same keys end with.
 * @param {number} length
 */
function fallback(length) {
  for (let n = length - 1; n > 0; n -= 1) {
    if (ON_AGAIN.slice(length - n, length).join() === ON_AGAIN.slice(0, n).join()) return n;
  }
  return 0;
}

/** @type {Record<PedalRole, (state: State, down: boolean) => Step>} */
export const ON_PEDAL = {
  none: (state) => ({ state, effects: [] }),
  "piano-off": offPedal,
  talk: (state, down) => ({ state, effects: [{ type: "talk", down }] }),
};

/**
 * Turn off while down; a piano turned off by a word stays so, however the pedal moves.
 * @param {State} state
 * @param {boolean} down
 * @returns {Step}
 */
function offPedal(state, down) {
  if (state.at === "off") {
    return { state: down || state.by === "word" ? state : rest(), effects: [] };
  }
  if (!down) return { state, effects: [] };
  const dropped = state.at !== "rest" || state.held !== null;
  return {
    state: { at: "off", matched: 0, by: "pedal" },
    effects: dropped ? [cancelled(/** @type {any} */ (state))] : [],
  };
}
