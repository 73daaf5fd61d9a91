// Nearest: the words that a failed frame may have meant.

import { isC } from "./keys.js";

/** @import { Lexicon } from "./lexicon.js" */

/** Cost of a key one or two semitones off, and of a doubled one. */
export const SLIP = 1;
/** Cost of any other key, of a lost or stray one, of two swapped, and of another C's frame. */
export const FAR = 2;
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
  /** @type {[number, string][]} */
  const best = [];
  for (const word of lexicon.words) {
    if (word.keys.length <= EMPTY || !isC(word.keys[0])) continue;
    const frame = word.keys[0] === keys[0] ? 0 : FAR;
    const cost = distance(body, word.keys.slice(1, -1)) + frame;
    if (cost <= FARTHEST) best.push([cost, word.commands[0]]);
  }
  best.sort((a, b) => a[0] - b[0]);
  return [...new Set(best.map(([, command]) => command))].slice(0, MOST);
}

/**
 * Sum the costs of the least errors that turn one key sequence into the other.
 * @param {number[]} played
 * @param {number[]} meant
 * @returns {number}
 */
export function distance(played, meant) {
  /** @type {number[]} */
  let last = [];
  /** @type {number[]} */
  let before = [];
  let row = [0, ...meant.map((_, j) => FAR * (j + 1))];
  played.forEach((key, i) => {
    const stray = i > 0 && played[i - 1] === key ? SLIP : FAR;
    [last, before, row] = [before, row, [row[0] + stray]];
    meant.forEach((goal, j) => {
      let cost = Math.min(before[j] + change(key, goal), before[j + 1] + stray, row[j] + FAR);
      if (i > 0 && j > 0 && played[i - 1] === goal && key === meant[j - 1]) {
        cost = Math.min(cost, last[j - 1] + FAR);
      }
      row.push(cost);
    });
  });
  return row[row.length - 1];
}

/**
 * @param {number} key
 * @param {number} goal
 */
function change(key, goal) {
  if (key === goal) return 0;
  return Math.abs(key - goal) <= 2 ? SLIP : FAR;
}
