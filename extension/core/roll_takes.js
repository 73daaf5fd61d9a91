// The takes of a recording, as its markers have them: TRIAL#3 begins one, END ends it.
//
// `server/core/takes.py` does more: it also finds them in descriptions and in keys struck alone.

import { inEnglish } from "./roll_names.js";

/** @import { Say } from "./roll_names.js" */
/** @import { Item } from "./roll_rows.js" */

/** @typedef {{number: number, name: string, from: number, to: number}} Take ms; its zero is where it begins */

const BEGINS = /\bTRIAL\s*#\s*(\d{1,4})(?!\d)(.*)/i;
const ENDS = /\bEND(?:\s*#\s*\d{1,4})?(?!\w)/;
/** Of recordings before sessions: A0 or C8 begins, B7 ends. */
const KEY = /^take (21|107|108)$/;
const MOST = 1000;

/** @param {string} text @returns {{begins: boolean, number: number, name: string} | null} */
function markIn(text) {
  const [key, number] = KEY.exec(text) ?? [];
  if (key) return { begins: number !== "107", number: 0, name: "" };
  const trial = BEGINS.exec(text);
  if (trial) return { begins: true, number: Number(trial[1]), name: trial[2].trim().slice(0, 80) };
  return ENDS.test(text) ? { begins: false, number: 0, name: "" } : null;
}

/**
 * @param {readonly {at: number, kind: string, text: string}[]} told in order of time
 * @param {number} length ms of the recording
 * @returns {Take[]} in order of time
 */
export function takesOf(told, length) {
  /** @type {Take[]} */
  const takes = [];
  /** @type {Take | null} */
  let open = null;
  const end = (/** @type {number} */ at) => {
    if (open && at > open.from && takes.length < MOST) takes.push({ ...open, to: at });
    open = null;
  };
  for (const { at, kind, text } of told) {
    const mark = kind === "marker" || kind === "text" ? markIn(text) : null;
    if (!mark) continue;
    end(at);
    if (mark.begins) open = { number: numbered(takes, mark.number), name: mark.name, from: at, to: length };
  }
  end(length);
  return takes;
}

/** @param {readonly Take[]} takes @param {number} wanted 0: none */
function numbered(takes, wanted) {
  if (wanted && takes.every(({ number }) => number !== wanted)) return wanted;
  return takes.reduce((most, { number }) => Math.max(most, number), 0) + 1;
}

/**
 * @param {readonly Take[]} takes
 * @param {readonly Item[]} moments notes on a moment
 * @param {number} length ms of the recording
 * @param {Say} [say]
 * @returns {Item[]} the beginning and end of all and of each take, and the notes, in order of time
 */
export function marksOf(takes, moments, length, say = inEnglish) {
  const edges = takes.flatMap(({ number, name, from, to }) => [
    { at: from, end: from, text: `${say("Zero of take {number}", { number })}${name ? `, ${name}` : ""}`, kind: "zero" },
    { at: to, end: to, text: say("End of take {number}", { number }), kind: "end" },
  ]);
  const begin = { at: 0, end: 0, text: takes.length ? say("Beginning of the recording") : say("Zero"), kind: "zero" };
  const end = { at: length, end: length, text: say("End of the recording"), kind: "end" };
  return [begin, ...edges, ...moments, end].sort((one, other) => one.at - other.at);
}
