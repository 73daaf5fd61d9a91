// Notes that are selected on a roll, and what they are as the keys of a word.

import { COUNT, LOWEST_NOTE } from "./keys.js";
import { firstFrom } from "./roll_sounding.js";

/** @import { Columns } from "./roll_score.js" */
/** @import { Row } from "./roll_rows.js" */

/** A stretch of time, ms, and pitches, which belong to it. @typedef {{from: number, to: number, low: number, high: number}} Box */

/** ms within which the keys of a chord go down. */
const TOGETHER = 60;

/**
 * @typedef {object} Played
 * @property {number[]} keys in the order in which they went down; those of a chord from the left
 * @property {boolean} chord whether they went down together
 * @property {number} outside how many are none of the 25 keys, and left out
 */

/**
 * @param {Columns} notes
 * @param {Iterable<number>} selected places of notes, in any order
 * @param {number} [lowest] the note of key 0
 * @returns {Played}
 */
export function keysOfNotes({ start, pitch }, selected, lowest = LOWEST_NOTE) {
  const all = [...selected].sort((one, other) => start[one] - start[other] || pitch[one] - pitch[other]);
  const inside = all.filter((at) => pitch[at] >= lowest && pitch[at] < lowest + COUNT);
  const keys = inside.map((at) => pitch[at] - lowest);
  const spread = inside.length ? start[inside[inside.length - 1]] - start[inside[0]] : 0;
  const chord = keys.length > 1 && spread <= TOGETHER && new Set(keys).size === keys.length;
  return { keys: chord ? keys.sort((one, other) => one - other) : keys, chord, outside: all.length - inside.length };
}

/**
 * @param {Row} row
 * @param {number} last a note; −1 none
 * @param {number} cell
 * @returns {number[]} the notes from the last one to that in the cell; none where it is in another row
 */
export function notesUpTo(row, last, cell) {
  if (row?.kind !== "notes" || last < 0) return [];
  const by = last < row.note(cell) ? -1 : 1;
  const between = [];
  for (let at = cell; at >= 0 && at < row.size && (row.note(at) - last) * by <= 0; at += by) between.push(row.note(at));
  return between.at(-1) === last ? between.reverse() : [];
}

/**
 * @param {Columns} notes
 * @param {Box} box
 * @param {ReadonlySet<number>} hidden tracks
 * @param {number} most
 * @returns {number[]} those that begin in it
 */
export function notesIn({ start, pitch, track, count }, { from, to, low, high }, hidden, most) {
  const found = [];
  for (let at = firstFrom(start, from); at < count && start[at] <= to && found.length < most; at += 1) {
    if (pitch[at] >= low && pitch[at] <= high && !hidden.has(track[at])) found.push(at);
  }
  return found;
}
