// Lexicon: the active languages compiled to one prefix tree over the 25 keys.

import { COUNT, isC } from "./keys.js";

/** @import { Kind, Numbers } from "./language.js" */
/** @typedef {"safe" | "fast"} Profile */
/** @typedef {"none" | "piano-off" | "talk"} PedalRole */

/**
 * A word as the recogniser knows it.
 * @typedef {object} LexiconWord
 * @property {number[]} keys
 * @property {string[]} commands
 * @property {Kind} kind
 * @property {string} language
 */

/**
 * What the recogniser walks. `tree[state * 25 + key]` is 0 for no way on, n > 0 for state n,
 * n < 0 for word `-n - 1`; state 0 is the root.
 * @typedef {object} Lexicon
 * @property {Profile} profile
 * @property {Numbers} numbers
 * @property {PedalRole} pedal
 * @property {LexiconWord[]} words
 * @property {Record<string, Kind>} kinds value kind of every command, also of those only spoken
 * @property {Record<string, Kind[]>} [more] of the values that a command takes after the first; only words of one's own do
 * @property {number[]} tree
 */

/**
 * List the key sequences that play a word: one, or every order of a chord's body.
 * @param {readonly number[]} keys
 * @param {boolean} unordered
 * @returns {number[][]}
 */
export function orders(keys, unordered) {
  if (!unordered) return [[...keys]];
  if (!isC(keys[0])) return shuffles(keys);
  const last = keys[keys.length - 1];
  return shuffles(keys.slice(1, -1)).map((body) => [keys[0], ...body, last]);
}

/**
 * @param {readonly number[]} body
 * @returns {number[][]} its different orders, the given one first
 */
function shuffles(body) {
  if (body.length < 2) return [[...body]];
  const all = body.flatMap((key, i) =>
    shuffles([...body.slice(0, i), ...body.slice(i + 1)]).map((rest) => [key, ...rest]),
  );
  return [...new Map(all.map((order) => [order.join(), order])).values()];
}

/**
 * Build the tree of [keys, word index] pairs, which must be prefix-free.
 * @param {Iterable<readonly [readonly number[], number]>} paths
 * @returns {number[]}
 */
export function grow(paths) {
  /** @type {number[]} */
  const tree = Array(COUNT).fill(0);
  for (const [keys, word] of paths) {
    let state = 0;
    for (const key of keys.slice(0, -1)) state = child(tree, state, key);
    tree[state * COUNT + keys[keys.length - 1]] = -word - 1;
  }
  return tree;
}

/**
 * @param {number[]} tree
 * @param {number} state
 * @param {number} key
 * @returns {number} the state that the key leads to, made if it wasn't there
 */
function child(tree, state, key) {
  const at = state * COUNT + key;
  if (!tree[at]) {
    tree[at] = tree.length / COUNT;
    for (let i = 0; i < COUNT; i += 1) tree.push(0);
  }
  return tree[at];
}

/**
 * List the keys that go on from a node of the tree, with the word each completes, if any.
 * @param {Lexicon} lexicon
 * @param {number} node
 * @returns {{key: number, word: LexiconWord | null}[]}
 */
export function leads(lexicon, node) {
  return lexicon.tree
    .slice(node * COUNT, (node + 1) * COUNT)
    .map((to, key) => ({ key, to, word: to < 0 ? lexicon.words[-to - 1] : null }))
    .filter(({ to }) => to !== 0)
    .map(({ key, word }) => ({ key, word }));
}
