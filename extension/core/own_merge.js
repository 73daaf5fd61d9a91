// Own merge: the words of two browsers, or of a browser and the server, put together without loss.
//
// Three ways: what only one side changed since both were the same is taken from it; where both changed the same
// part of a word to something else, both versions stay, as two meanings of it.

import { canonical, isGone } from "./own.js";
import { hash } from "./hash.js";

/** @import { Entry, Own } from "./own.js" */

const PARTS = /** @type {const} */ (["keys", "says", "does"]);
const LETTERS = "abcdefghijklmnop";

/**
 * The same whichever side it is made on.
 * @param {readonly Entry[]} base what both had when they were the same last
 * @param {readonly Entry[]} mine
 * @param {readonly Entry[]} theirs
 * @returns {Entry[]} in order of their ids
 */
export function merge(base, mine, theirs) {
  const [was, here, there] = [base, mine, theirs].map((all) => new Map(all.map((entry) => [entry.id, entry])));
  const ids = [...new Set([...here.keys(), ...there.keys()])];
  const entries = ids.flatMap((id) => one(was.get(id), here.get(id), there.get(id)));
  return once(entries).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * Of each the one that was changed last: enough where one person with one clock changes both.
 * @param {readonly Entry[]} some
 * @param {readonly Entry[]} others
 * @returns {Entry[]} in the order of the first, then of the others
 */
export function newest(some, others) {
  const kept = new Map(some.map((entry) => [entry.id, entry]));
  for (const entry of others) {
    const there = kept.get(entry.id);
    const later = !there || entry.changed > there.changed || (entry.changed === there.changed && canonical(entry) > canonical(there));
    if (later) kept.set(entry.id, entry);
  }
  return [...kept.values()];
}

/** @param {Entry | undefined} was @param {Entry | undefined} mine @param {Entry | undefined} theirs @returns {Entry[]} */
function one(was, mine, theirs) {
  if (!mine || !theirs) return [/** @type {Entry} */ (mine ?? theirs)];
  if (canonical(mine) === canonical(theirs)) return [mine];
  const unchanged = was && [mine, theirs].find((entry) => content(entry) === content(was));
  if (unchanged) return [unchanged === mine ? theirs : mine];
  // Where it is not known what both had, one was made from the other: what was done last counts.
  if (!was && (isGone(mine) || isGone(theirs))) return newest([mine], [theirs]);
  // What one took away and the other changed is kept.
  if (isGone(mine) || isGone(theirs)) return [isGone(mine) ? theirs : mine];
  return both(was && !isGone(was) ? was : null, mine, theirs);
}

/** @param {Entry} entry */
const content = (entry) => isGone(entry) ? "gone" : canonical(PARTS.map((part) => entry[part]));

/** @param {Own | null} was @param {Own} mine @param {Own} theirs @returns {Entry[]} */
function both(was, mine, theirs) {
  const parts = PARTS.map((part) => {
    const [a, b, o] = [mine, theirs, was].map((entry) => entry && canonical(entry[part]));
    if (a === b || b === o) return mine[part];
    return a === o ? theirs[part] : null;
  });
  const [keys, says, does] = parts;
  if (!parts.includes(null)) return [/** @type {Own} */ ({ id: mine.id, keys, says, does, changed: Math.max(mine.changed, theirs.changed) + 1 })];
  const [first, second] = [mine, theirs].sort((a, b) => b.changed - a.changed || (canonical(a) < canonical(b) ? -1 : 1));
  return [first, { ...second, id: `${second.id.slice(0, 16)}${lettersOf(content(second))}` }];
}

/** Small letters for a text, the same wherever they are made. @param {string} text */
const lettersOf = (text) => [...hash(text)].map((digit) => LETTERS[parseInt(digit, 16)]).join("");

/** What two made alike is one. @param {Entry[]} entries @returns {Entry[]} */
function once(entries) {
  /** @type {Map<string, Entry>} */
  const kept = new Map();
  for (const entry of [...entries].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const mark = isGone(entry) ? entry.id : content(entry);
    if (!kept.has(mark)) kept.set(mark, entry);
  }
  return [...kept.values()];
}
