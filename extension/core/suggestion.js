// Suggestion: free keys for a word that cannot have the ones it was given.

import { COUNT, FREE, isC } from "./keys.js";

/** @import { Entry } from "./entries.js" */

/** How far a finger slips, in semitones. */
const NEAR = [-2, -1, 1, 2];

/** Pairs of keys equal mod 3, outside the class of the Cs: a slip makes none of them another. */
const PAIRS = FREE.flatMap((a) => FREE.map((b) => [a, b])).filter(
  ([a, b]) => a % 3 === b % 3 && a % 3 !== 0,
);

/**
 * Find the free, slip-safe pair (between the same Cs, if any) that is least far from keys.
 * @param {readonly Entry[]} taken
 * @param {readonly number[]} keys
 * @returns {number[] | null}
 */
export function suggest(taken, keys) {
  const frame = isC(keys[0]) ? [keys[0]] : [];
  const played = keys.filter((key) => !isC(key));
  const body = played.length ? played : [0];
  const all = taken.flatMap(({ paths }) => paths);
  const paths = new Set(all.map(String));
  const begun = new Set(all.flatMap((path) => beginnings(path)));
  const shadows = frame.length ? new Set() : shadowsOf(taken);
  /** @param {number[]} pair */
  const usable = (pair) => {
    const word = [...frame, ...pair, ...frame];
    if (paths.has(String(word)) || begun.has(String(word)) || shadows.has(String(pair))) return false;
    if (beginnings(word).some((start) => paths.has(start))) return false;
    return !slips(word).some((slip) => paths.has(String(slip)));
  };
  /** @param {number[]} pair */
  const far = (pair) => Math.abs(pair[0] - body[0]) + Math.abs(pair[1] - body[body.length - 1]);
  const best = PAIRS.filter(usable).reduce(
    (least, pair) => (least === null || far(pair) < far(least) ? pair : least),
    /** @type {number[] | null} */ (null),
  );
  return best && [...frame, ...best, ...frame];
}

/**
 * Play keys with one of them a semitone or two off.
 * @param {readonly number[]} keys
 * @returns {number[][]}
 */
export function slips(keys) {
  return keys.flatMap((key, i) =>
    NEAR.map((off) => key + off)
      .filter((other) => other >= 0 && other < COUNT)
      .map((other) => [...keys.slice(0, i), other, ...keys.slice(i + 1)]),
  );
}

/**
 * @param {readonly number[]} path
 * @returns {string[]} its proper beginnings
 */
function beginnings(path) {
  return path.slice(1).map((_, i) => String(path.slice(0, i + 1)));
}

/**
 * List the pairs that a slipped opening C makes of the founder's words.
 * @param {readonly Entry[]} taken
 * @returns {Set<string>}
 */
function shadowsOf(taken) {
  const framed = taken.filter(({ founder, keys }) => founder && isC(keys[0]));
  return new Set(framed.flatMap(({ keys }) => NEAR.map((off) => `${keys[0] + off},${keys[1]}`)));
}
