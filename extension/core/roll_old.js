// Recordings of the Rubato before this one, told by their packed events, and the notes that were marks in them.
//
// `old_recording.js` does the same with the entries of a session.

/** @import { Packed } from "./roll_events.js" */

/** Notes that were marks, and what they are called as markers. @type {Readonly<Record<number, string>>} */
export const MARK_NOTES = Object.freeze({ 21: "take 21", 107: "take 107", 108: "take 108" });

/** Ticks a quarter of those recordings, at 60 beats a minute. */
const TICKS = 100;

/**
 * Whether the file is one of those: a program change before every note.
 * @param {Packed} packed
 */
export function areOld({ raw, count, status, second }) {
  if (raw.division.ticks !== TICKS || raw.division.frames) return false;
  let struck = 0;
  for (let at = 0; at < count; at += 1) {
    if (status[at] >> 4 !== 9 || !second[at]) continue;
    struck += 1;
    if (at === 0 || status[at - 1] !== ((status[at] & 15) | 0xc0)) return false;
  }
  return struck > 0;
}
