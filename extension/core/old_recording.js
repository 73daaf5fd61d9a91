// Recordings of the Rubato before this one: which they are, and what their notes meant.
//
// They have 100 ticks at 60 beats a minute, so that a tick is 10 ms, and a program change before
// every note. The keys A0, B7 and C8 marked where a take begins and ends.
// `server/core/old_recording.py` is the same.

/** @import { Entry } from "./session_log.js" */

/** Notes that were marks, and what they are called as markers. @type {Readonly<Record<number, string>>} */
const MARKS = Object.freeze({ 21: "take 21", 107: "take 107", 108: "take 108" });

/** @param {any} entry */
const strikes = ({ bytes }) => (bytes[0] & 0xf0) === 0x90 && bytes[2] > 0;

/** @param {any} one @param {any} note */
const prepares = (one, note) => one.bytes[0] === ((note.bytes[0] & 0x0f) | 0xc0);

/** Whether a plain recording is one of those. @param {readonly Entry[]} entries */
export function isOld(entries) {
  const played = entries.filter(({ type }) => type === "midi");
  if (played.some(({ at }) => at % 10)) return false;
  const struck = played.flatMap((entry, at) => (strikes(entry) ? [at] : []));
  return struck.length > 0 && struck.every((at) => at > 0 && prepares(played[at - 1], played[at]));
}

/** Its notes and marks, without its program changes. @param {readonly Entry[]} entries @returns {Entry[]} */
export function fromOld(entries) {
  /** @type {Entry[]} */
  const found = [];
  for (const entry of entries) {
    const plain = entry.type !== "midi" || ((entry.bytes[0] & 0xf0) !== 0xc0 && !MARKS[entry.bytes[1]]);
    if (plain) found.push(entry);
    else if (strikes(entry)) found.push({ at: entry.at, type: "marker", name: MARKS[entry.bytes[1]] });
  }
  return found;
}
