// The words of languages in what a roll shows: in each hand for itself, and in all that was played.

import { COUNT, LOWEST_NOTE } from "./keys.js";
import { WordSearch } from "./word_search.js";

/** @import { Columns } from "./roll_score.js" */
/** @import { Item } from "./roll_rows.js" */

/** @typedef {{keys: number[], unordered?: boolean, means?: string[], meaning?: string}} Word */
/** @typedef {{name: string, words: readonly Word[]}} Vocabulary */
/** @typedef {Item & {language: string}} FoundWord `at` where its first key is struck, `end` where its last is let go */

/** A single key is in every piece of music, where it says nothing; who plays words alone asks for those, too. */
const LEAST = 2;
/** Words that are kept of one recording. */
const MOST = 100_000;

/**
 * @param {Columns} notes
 * @param {readonly Vocabulary[]} languages
 * @param {{lowest?: number, single?: boolean}} [how] the note of key 0, and whether words of a single key count
 * @returns {FoundWord[]} in order of time
 */
export function wordsIn(notes, languages, { lowest = LOWEST_NOTE, single = false } = {}) {
  const least = single ? 1 : LEAST;
  const words = languages.flatMap(({ name, words: own }) =>
    own.filter(({ keys }) => keys.length >= least).map((word) => ({ ...word, language: name })));
  const search = new WordSearch(words);
  /** @type {Map<string, FoundWord>} By word, first and last note: what a hand plays is also in all. */
  const found = new Map();
  for (const places of voices(notes, lowest)) {
    const hits = search.find(places.map((at) => notes.pitch[at] - lowest));
    for (let row = 0; row < hits.words.length && found.size < MOST; row += 1) {
      const [first, last] = [places[hits.firsts[row]], places[hits.lasts[row]]];
      const word = words[hits.words[row]];
      const text = word.meaning || (word.means ?? []).join(" or ").replaceAll(".", " ");
      found.set(`${hits.words[row]} ${first} ${last}`, { at: notes.start[first], end: notes.end[last], text, kind: "found", language: word.language });
    }
  }
  return [...found.values()].sort((one, other) => one.at - other.at || one.end - other.end);
}

/** Notes of the 25 keys: of all, and of each track where there are several. @param {Columns} notes @param {number} lowest @returns {number[][]} */
function voices({ count, pitch, track }, lowest) {
  /** @type {number[]} */
  const all = [];
  /** @type {Map<number, number[]>} */
  const tracks = new Map();
  for (let at = 0; at < count; at += 1) {
    const key = pitch[at] - lowest;
    if (key < 0 || key >= COUNT) continue;
    all.push(at);
    const own = tracks.get(track[at]) ?? [];
    own.push(at);
    tracks.set(track[at], own);
  }
  return tracks.size > 1 ? [all, ...tracks.values()] : [all];
}
