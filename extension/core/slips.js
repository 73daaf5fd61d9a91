// Slips: the single errors that a hand makes in playing a word.

import { MIDDLE } from "./keys.js";
import { slips } from "./suggestion.js";

/** @typedef {"slip" | "omitted" | "doubled" | "swapped"} ErrorKind */

/**
 * Play a word with each single error: a key ±1 or ±2, left out, doubled, swapped.
 * @param {readonly number[]} keys
 * @returns {{error: ErrorKind, played: number[]}[]}
 */
export function errors(keys) {
  /** @type {{error: ErrorKind, played: number[]}[]} */
  const found = slips(keys).map((played) => ({ error: "slip", played }));
  keys.forEach((key, i) => {
    found.push({ error: "omitted", played: [...keys.slice(0, i), ...keys.slice(i + 1)] });
    found.push({ error: "doubled", played: [...keys.slice(0, i + 1), key, ...keys.slice(i + 1)] });
  });
  for (let i = 0; i < keys.length - 1; i += 1) {
    if (!twoHands(keys[i], keys[i + 1])) continue;
    const played = [...keys.slice(0, i), keys[i + 1], keys[i], ...keys.slice(i + 2)];
    found.push({ error: "swapped", played });
  }
  return found;
}

/**
 * Tell whether two keys lie on different sides of middle C, where hands get out of step.
 * @param {number} one
 * @param {number} other
 */
function twoHands(one, other) {
  return one < MIDDLE !== other < MIDDLE;
}
