// Recordings of the Rubato before this one, told by their notes, and the notes that were marks in them.
//
// `old_recording.js` does the same with the entries of a session.

/** @import { ControlTable } from "./control_table.js" */
/** @import { NoteTable } from "./note_table.js" */
/** @import { Columns } from "./roll_score.js" */

/** Notes that were marks, and what they are called as markers. @type {Readonly<Record<number, string>>} */
export const MARK_NOTES = Object.freeze({ 21: "take 21", 107: "take 107", 108: "take 108" });

/** Ticks a quarter of those recordings, at 60 beats a minute. */
const TICKS = 100;

/**
 * Whether the file is one of those: a program change before every note, and no other.
 * @param {{ticks: number, frames: number}} division
 * @param {NoteTable} notes
 * @param {ControlTable} controls
 */
export function areOld({ ticks, frames }, notes, controls) {
  if (ticks !== TICKS || frames || !notes.length) return false;
  const programs = controls.places("program");
  if (programs.length !== notes.length) return false;
  return programs.every((place, at) => controls.channels[place] === notes.channels[at]
    && controls.at[place] <= notes.starts[at] && (at === 0 || controls.at[place] >= notes.starts[at - 1]));
}

/** @param {Columns} notes @returns {{columns: Columns, marks: {at: number, pitch: number}[]}} */
export function withoutMarks(notes) {
  /** @type {number[]} */
  const kept = [];
  /** @type {{at: number, pitch: number}[]} */
  const marks = [];
  for (let at = 0; at < notes.count; at += 1) {
    if (notes.pitch[at] in MARK_NOTES) marks.push({ at: notes.start[at], pitch: notes.pitch[at] });
    else kept.push(at);
  }
  const pick = (/** @type {any} */ column) => column.constructor.from(kept, (/** @type {number} */ at) => column[at]);
  const { start, end, pitch, velocity, channel, track, program } = notes;
  const columns = {
    count: kept.length, start: pick(start), end: pick(end), pitch: pick(pitch), velocity: pick(velocity),
    channel: pick(channel), track: pick(track), program: pick(program),
  };
  return { columns, marks };
}
