// Entries: every word and reservation of the active languages, with the keys that play it.

import { HIGH, isC, show } from "./keys.js";
import { orders } from "./lexicon.js";

/** @import { Language, Problem } from "./language.js" */
/** @import { Profile } from "./lexicon.js" */

/**
 * A word, or keys kept free for one, as one profile plays it.
 * @typedef {object} Entry
 * @property {string} language
 * @property {number[]} keys
 * @property {number[][]} paths the key sequences that play it
 * @property {string[]} commands what it means; for a reservation, what it is kept for
 * @property {boolean} reserved
 * @property {boolean} chord
 * @property {boolean} founder the founder's, or kept for his: exempt from refusal by the judge
 * @property {boolean} guarded no slip in it may make another word: bare words, and the user's own
 * @property {string} title its name in a sentence: “tab.next” (swift)
 */

/**
 * List the words of the languages in their order, then what they keep free.
 * @param {readonly Language[]} languages
 * @param {Profile} profile
 * @returns {Entry[]}
 */
export function entries(languages, profile) {
  const playing = languages.filter((language) => language.kind === "commands");
  return [
    ...playing.flatMap(({ name, words }) => words.map((word) => ofWord(name, word, profile))),
    ...playing.flatMap(({ name, reserved }) => reserved.map((kept) => ofReserved(name, kept))),
  ];
}

/**
 * @param {string} language
 * @param {import("./language.js").Word} word
 * @param {Profile} profile
 * @returns {Entry}
 */
function ofWord(language, word, profile) {
  const keys = profile === "fast" && word.fast?.length ? word.fast : word.keys;
  const founder = word.founder ?? false;
  return {
    language,
    keys,
    paths: orders(keys, word.unordered),
    commands: word.means,
    reserved: false,
    chord: word.unordered,
    founder,
    guarded: !founder && (!isC(keys[0]) || keys[0] === HIGH),
    title: `“${word.means.join(" / ")}” (${language})`,
  };
}

/**
 * @param {string} language
 * @param {import("./language.js").Reserved} kept
 * @returns {Entry}
 */
function ofReserved(language, kept) {
  return {
    language,
    keys: kept.keys,
    paths: [kept.keys],
    commands: [kept.for],
    reserved: true,
    chord: false,
    founder: true,
    guarded: false,
    title: `“${kept.for}” (kept free by ${language})`,
  };
}

/**
 * Name an entry with its keys, at the head of a clause.
 * @param {Entry} entry
 */
export function named({ title, keys }) {
  return `${title}, ${show(keys)},`;
}

/**
 * Say what is wrong with an entry.
 * @param {Entry} entry
 * @param {string} code
 * @param {string} message
 * @param {string} fix
 * @param {number[]} [other]
 * @returns {Problem}
 */
export function problemOf(entry, code, message, fix, other = []) {
  return { code, language: entry.language, keys: entry.keys, other, message, fix };
}
