// Nearest: the words that a failed frame may have meant.
//
// A hand makes one error of order in a word, if any, and slips besides: so words are compared whose
// bodies are as long, or one key longer or shorter.

import { isC } from "./keys.js";

/** @import { Lexicon } from "./lexicon.js" */
/** @typedef {{cost: number, order: number, command: string}} Find */

/** Cost of a key one or two semitones off, and of a doubled one. */
const SLIP = 1;
/** Cost of any other key, of a lost or stray one, of two swapped, and of another C's frame. */
const FAR = 2;
const FARTHEST = 4;
const MOST = 3;
/** Keys of an empty frame, which nobody means who played a key in it. */
const EMPTY = 2;

/**
 * Name up to three commands whose framed words are least far from the keys of a frame.
 * @param {Lexicon} lexicon
 * @param {number[]} keys
 * @returns {string[]}
 */
export function nearest(lexicon, keys) {
  const body = keys.slice(1, -1);
  let limit = FARTHEST + 1;
  /** @type {Find[]} */
  let best = [];
  lexicon.words.forEach((word, order) => {
    const { length } = word.keys;
    if (Math.abs(length - keys.length) > 1 || length <= EMPTY || !isC(word.keys[0])) return;
    const other = word.keys[0] === keys[0] ? 0 : FAR;
    const cost = other + distance(body, word.keys.slice(1, -1));
    if (cost >= limit) return;
    best = including(best, { cost, order, command: word.commands[0] });
    if (best.length === MOST) limit = best[MOST - 1].cost;
  });
  return best.map(({ command }) => command);
}

/**
 * Put a find among the best; of one command only the nearest word counts.
 * @param {Find[]} best
 * @param {Find} found
 * @returns {Find[]}
 */
function including(best, found) {
  const sorted = [...best, found].sort((a, b) => a.cost - b.cost || a.order - b.order);
  const seen = new Set();
  return sorted.filter(({ command }) => !seen.has(command) && seen.add(command)).slice(0, MOST);
}

/**
 * Sum the costs of the errors that make one body of another, a key longer at most.
 * @param {number[]} played
 * @param {number[]} meant
 * @returns {number}
 */
export function distance(played, meant) {
  if (played.length === meant.length) {
    const changed = changes(played, meant);
    return changed > FAR && swapped(played, meant) ? FAR : changed;
  }
  if (played.length > meant.length) {
    return Math.min(
      ...played.map((_, at) => stray(played, at) + changes(drop(played, at), meant)),
    );
  }
  return FAR + Math.min(...meant.map((_, at) => changes(played, drop(meant, at))));
}

/**
 * @param {number[]} played
 * @param {number[]} meant
 */
function changes(played, meant) {
  let cost = 0;
  for (let i = 0; i < played.length; i += 1) {
    if (played[i] !== meant[i]) cost += Math.abs(played[i] - meant[i]) < 3 ? SLIP : FAR;
  }
  return cost;
}

/**
 * Give the cost of a key too many: less where it doubles the one before.
 * @param {number[]} played
 * @param {number} at
 */
function stray(played, at) {
  return at > 0 && played[at - 1] === played[at] ? SLIP : FAR;
}

/**
 * @param {number[]} keys
 * @param {number} at
 */
function drop(keys, at) {
  return [...keys.slice(0, at), ...keys.slice(at + 1)];
}

/**
 * Tell whether two neighbours have changed places and all else is the same.
 * @param {number[]} played
 * @param {number[]} meant
 */
function swapped(played, meant) {
  const wrong = played.map((_, at) => at).filter((at) => played[at] !== meant[at]);
  const [one, two] = wrong;
  if (wrong.length !== 2 || two !== one + 1) return false;
  return played[one] === meant[two] && played[two] === meant[one];
}
