// Suggestion: free keys for a word that cannot have the ones it was given.

import { COUNT, FREE, isC } from "./keys.js";

/** @import { Entry } from "./entries.js" */

/** How far a finger slips, in semitones. */
const NEAR = [-2, -1, 1, 2];

/** Pairs of keys equal mod 3, outside the class of the Cs: a slip makes none of them another. */
const PAIRS = FREE.flatMap((a) => FREE.map((b) => [a, b])).filter(
  ([a, b]) => a % 3 === b % 3 && a % 3 !== 0,
);

/** Keys about which a destructive word can close, so that no single error fires it. */
const MIDDLES = FREE.filter((key) => key % 3 === 2);

/**
 * Find free keys that no slip makes of another word, as like the given ones as can be.
 * A bare word is advised a pair; a framed one a pair between its Cs, or, where its body is about one
 * key, as those of the destructive commands are, another key in its middle.
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
  const about = frame.length > 0 && body.length === 3 && body[0] === body[2];
  const choices = about ? MIDDLES.map((key) => [body[0], key, body[0]]) : PAIRS;
  /** @param {number[]} choice */
  const usable = (choice) => {
    const word = [...frame, ...choice, ...frame];
    if (paths.has(String(word)) || begun.has(String(word)) || shadows.has(String(choice))) return false;
    if (beginnings(word).some((start) => paths.has(start))) return false;
    return !slips(word).some((slip) => paths.has(String(slip)));
  };
  /** @param {number[]} choice */
  const far = (choice) =>
    about
      ? Math.abs(choice[1] - body[1])
      : Math.abs(choice[0] - body[0]) + Math.abs(choice[1] - body[body.length - 1]);
  const best = choices.filter(usable).reduce(
    (least, choice) => (least === null || far(choice) < far(least) ? choice : least),
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
