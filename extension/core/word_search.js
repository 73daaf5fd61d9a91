// Finds all words of any number of languages in what was played, those that overlap too.
//
// Aho and Corasick, "Efficient string matching: an aid to bibliographic search" (1975): one walk over
// the keys, a step a key, however many words there are. A chord is entered in each of its orders.
// `server/core/word_search.py` is the same; `tests/vectors/word_search.json` holds both to it.

import { COUNT } from "./keys.js";
import { orders } from "./lexicon.js";

/** Keys 0..24, and whether they count in any order. @typedef {{keys: readonly number[], unordered?: boolean}} SoughtWord */

/**
 * Where words are, as columns: one row a word that was played, in order of the last key; of those
 * that end together the longer first, then by word. Words are places in the list that was compiled.
 * @typedef {{words: Uint32Array, firsts: Uint32Array, lasts: Uint32Array}} Found
 */

export class WordSearch {
  #ways;
  #ends;
  #lengths;

  /** @param {readonly SoughtWord[]} words One without keys, or with a key that is none, is never found. */
  constructor(words) {
    const tree = new Tree();
    this.#lengths = Uint32Array.from(words, ({ keys }) => keys.length);
    words.forEach(({ keys, unordered = false }, word) => {
      if (keys.length && keys.every((key) => key >= 0 && key < COUNT))
        for (const order of orders(keys, unordered)) tree.enter(order, word);
    });
    tree.close();
    this.#ways = Uint32Array.from(tree.ways);
    this.#ends = tree.ends;
  }

  /** @param {ArrayLike<number>} keys Each 0..24. @returns {Found} */
  find(keys) {
    const [ways, ends] = [this.#ways, this.#ends];
    /** @type {number[]} */
    const words = [];
    /** @type {number[]} */
    const lasts = [];
    for (let at = 0, state = 0; at < keys.length; at += 1) {
      state = ways[state * COUNT + keys[at]];
      for (const word of ends[state]) {
        words.push(word);
        lasts.push(at);
      }
    }
    const firsts = Uint32Array.from(lasts, (last, row) => last - this.#lengths[words[row]] + 1);
    return { words: Uint32Array.from(words), firsts, lasts: Uint32Array.from(lasts) };
  }
}

/** The words' tree, a row of 25 ways a state, and the words that end in each state. */
class Tree {
  /** @type {number[]} */
  ways = Array(COUNT).fill(0);
  /** @type {number[][]} */
  ends = [[]];

  /** @param {readonly number[]} keys @param {number} word */
  enter(keys, word) {
    let state = 0;
    for (const key of keys) state = this.ways[state * COUNT + key] || this.#grow(state * COUNT + key);
    this.ends[state].push(word);
  }

  /** @param {number} at @returns {number} */
  #grow(at) {
    this.ways[at] = this.ends.push([]) - 1;
    this.ways.push(...Array(COUNT).fill(0));
    return this.ways[at];
  }

  /** Lets each missing way lead where the longest ending of what was played leads. */
  close() {
    const back = Array(this.ends.length).fill(0);
    const waiting = this.ways.slice(0, COUNT).filter(Boolean);
    for (let next = 0; next < waiting.length; next += 1) {
      const state = waiting[next];
      this.ends[state].push(...this.ends[back[state]]);
      for (let key = 0; key < COUNT; key += 1) {
        const at = state * COUNT + key;
        const beside = this.ways[back[state] * COUNT + key];
        if (this.ways[at]) {
          back[this.ways[at]] = beside;
          waiting.push(this.ways[at]);
        } else this.ways[at] = beside;
      }
    }
  }
}
