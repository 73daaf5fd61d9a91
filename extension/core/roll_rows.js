// A roll as rows of cells with names, which one walks by keys: marks, words, and the notes of each track.

import { familyName, inEnglish, lengthName, loudnessName, momentName, pitchName } from "./roll_names.js";
import { showing } from "./roll_view.js";

/** @import { Say } from "./roll_names.js" */
/** @import { Score } from "./roll_score.js" */
/** @import { View } from "./roll_view.js" */

/** @typedef {{at: number, end: number, text: string, kind: string}} Item A mark or a word. */

/**
 * @typedef {object} Row
 * @property {string} name
 * @property {"marks" | "words" | "notes"} kind
 * @property {number} size
 * @property {(cell: number) => number} at ms
 * @property {(cell: number) => number} end
 * @property {(cell: number, zero: number) => string} text its name; times are told from the zero on
 * @property {(cell: number) => number} note which note of the score; −1 for none
 */

/** @typedef {{row: number, cell: number}} Place */

/** @param {string} name @param {"marks" | "words"} kind @param {readonly Item[]} items in order of time @returns {Row} */
export const rowOfItems = (name, kind, items) => ({
  name, kind, size: items.length,
  at: (cell) => items[cell].at,
  end: (cell) => items[cell].end,
  text: (cell, zero) => `${items[cell].text}, ${momentName(items[cell].at - zero)}`,
  note: () => -1,
});

/**
 * One row for each track that has notes and is shown.
 * @param {Score} score
 * @param {ReadonlySet<number>} hidden
 * @param {Say} [say]
 * @returns {Row[]}
 */
export function rowsOfNotes({ notes, tracks }, hidden, say = inEnglish) {
  const places = tracks.map(({ notes: count }) => new Uint32Array(count));
  const next = tracks.map(() => 0);
  for (let at = 0; at < notes.count; at += 1) {
    const track = notes.track[at];
    if (places[track]) places[track][next[track]++] = at;
  }
  return tracks.flatMap((track, index) => {
    if (!track.notes || hidden.has(index)) return [];
    const own = places[index];
    return [rowOfNotes(trackName(tracks, index, say), notes, own, say)];
  });
}

/** @param {Score["tracks"]} tracks @param {number} index @param {Say} [say] */
export const trackName = (tracks, index, say = inEnglish) => tracks[index].name || say("Track {number}", { number: index + 1 });

/** @param {string} name @param {Score["notes"]} notes @param {Uint32Array} own @param {Say} say @returns {Row} */
const rowOfNotes = (name, notes, own, say) => ({
  name, kind: "notes", size: own.length,
  at: (cell) => notes.start[own[cell]],
  end: (cell) => notes.end[own[cell]],
  text: (cell, zero) => noteText(notes, own[cell], zero, say),
  note: (cell) => own[cell],
});

/** @param {Score["notes"]} notes @param {number} at @param {number} zero ms @param {Say} [say] */
export function noteText({ start, end, pitch, velocity, channel, program }, at, zero, say = inEnglish) {
  const what = channel[at] === 9 ? say("drum {pitch}", { pitch: pitch[at] }) : pitchName(pitch[at], say);
  const instrument = program[at] || channel[at] === 9 ? familyName(program[at], channel[at], say) : "";
  const loud = `${loudnessName(velocity[at])} ${velocity[at]}`;
  return [what, momentName(start[at] - zero), loud, lengthName(end[at] - start[at]), instrument].filter(Boolean).join(", ");
}

/**
 * The cell that begins last before a time, or the first. @param {Row} row @param {number} at ms
 * @returns {number} −1 in an empty row
 */
export function cellAt({ size, at: timeOf }, at) {
  let [low, high] = [0, size];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timeOf(middle) <= at) low = middle + 1;
    else high = middle;
  }
  return Math.max(low - 1, size ? 0 : -1);
}

/** The cell that begins nearest to a time. @param {Row} row @param {number} at ms */
export function nearestCell(row, at) {
  const before = cellAt(row, at);
  if (before < 0 || before + 1 >= row.size) return before;
  return at - row.at(before) <= row.at(before + 1) - at ? before : before + 1;
}

/** Notes of a row that are looked at for one that sounds. */
const LOOKED_AT = 20_000;

/**
 * The note that sounds at a time; the last that begins before it, of those looked at.
 * @param {Row} row
 * @param {Score} score
 * @param {number} at ms
 * @param {number} pitch
 * @param {number} slack ms
 * @returns {number} its cell, or −1
 */
export function cellOfNote(row, { notes: { start, end, pitch: pitches } }, at, pitch, slack) {
  if (row.kind !== "notes") return -1;
  let cell = cellAt(row, at + slack);
  for (let left = LOOKED_AT; left && cell >= 0; left -= 1, cell -= 1) {
    const note = row.note(cell);
    if (pitches[note] === pitch && start[note] <= at + slack && end[note] >= at - slack) return cell;
  }
  return -1;
}

/** ms of a step in time. */
const SECOND = 1000;

/**
 * Where a key leads: arrows by cell and row, with shift by a second, with control by word or to the next moment.
 * @param {readonly Row[]} rows none of them empty
 * @param {Place} place
 * @param {{key: string, shiftKey: boolean, ctrlKey: boolean}} pressed
 * @returns {Place | null} null: the key means nothing here
 */
export function stepped(rows, place, { key, shiftKey, ctrlKey }) {
  const { row, cell } = place;
  const here = rows[row];
  const by = { ArrowLeft: -1, ArrowRight: 1 }[key] ?? 0;
  if (by && shiftKey) return { row, cell: otherCell(here, cell, cellAt(here, here.at(cell) + by * SECOND), by) };
  if (by && ctrlKey) return byWord(rows, place, by);
  if (by) return { row, cell: clamp(cell + by, here.size) };
  const down = { ArrowUp: -1, ArrowDown: 1, PageUp: -rows.length, PageDown: rows.length }[key] ?? 0;
  if (down) {
    const other = clamp(row + down, rows.length);
    return other === row ? place : { row: other, cell: nearestCell(rows[other], here.at(cell)) };
  }
  const end = { Home: 0, End: here.size - 1 }[key];
  return end === undefined ? null : { row, cell: end };
}

/** At least one further, where there is one. @param {Row} row @param {number} cell @param {number} found @param {number} by */
const otherCell = (row, cell, found, by) => clamp(by > 0 ? Math.max(found, cell + 1) : Math.min(found, cell - 1), row.size);

/** To the word before or behind, whatever row one is in. @param {readonly Row[]} rows @param {Place} place @param {number} by @returns {Place} */
function byWord(rows, { row, cell }, by) {
  const words = rows.findIndex(({ kind }) => kind === "words");
  if (words < 0) return { row, cell };
  if (row === words) return { row, cell: clamp(cell + by, rows[words].size) };
  const at = rows[row].at(cell);
  const before = cellAt(rows[words], at);
  const found = by > 0 && rows[words].at(before) <= at ? before + 1 : before;
  return { row: words, cell: clamp(found, rows[words].size) };
}

/** @param {number} value @param {number} size */
const clamp = (value, size) => Math.min(size - 1, Math.max(0, value));

/** A view in which a cell is seen. @param {View} view @param {Score} score @param {Row} row @param {number} cell */
export function viewOf(view, score, row, cell) {
  const note = row.note(cell);
  return showing(view, row.at(cell), note < 0 ? view.bottom : score.notes.pitch[note], score.length);
}
