// What was found in a recording, as a person would say it: figures, phrases, and takes compared.

import { pitchSign } from "../extension/core/roll_names.js";
import { counted } from "./words.js";

/**
 * @typedef {object} Part How a voice or a take was played; null where there are too few notes.
 * @property {string} name
 * @property {number} notes
 * @property {number | null} lowest
 * @property {number | null} highest
 * @property {number} minutes
 * @property {number | null} interval_median ms
 * @property {number | null} unevenness %
 * @property {number | null} overlap 0..1
 * @property {number | null} velocity_mean
 */
/** @typedef {{voice: string, by: "pitch" | "interval" | "rhythm", notes: number, count: number, times: number[]}} Repeat */
/** @typedef {{kind: string, ms: number, off: number}} Difference */
/** @typedef {{first: number, second: number, same: number, tempo: number | null, counts: Record<string, number>, differences: Difference[]}} Compared */

export const HEADS = ["Part", "Notes", "Minutes", "Keys", "Velocity", "Ms apart", "Uneven", "Overlap"];

/** The cells of a part under `HEADS`, without its name. @param {Part} part */
export const cellsOf = (part) => [
  String(part.notes),
  part.minutes.toFixed(2),
  part.lowest === null ? "–" : `${pitchSign(part.lowest)}–${pitchSign(part.highest ?? part.lowest)}`,
  rounded(part.velocity_mean),
  rounded(part.interval_median),
  rounded(part.unevenness, " %"),
  rounded(part.overlap === null ? null : part.overlap * 100, " %"),
];

/** @param {number | null} value @param {string} unit */
const rounded = (value, unit = "") => (value === null ? "–" : `${Math.round(value)}${unit}`);

/** What of two phrases is the same. */
const SAME = { pitch: "the same keys", interval: "the same steps", rhythm: "the same rhythm" };

/** @param {Repeat} phrase */
export const phraseText = ({ voice, by, notes, count }) =>
  `${counted(notes, "note")} of ${voice === "all" ? "all voices" : voice}, ${SAME[by]}, ${counted(count, "time")}`;

/** How kinds of differences are counted, in this order. @type {[string, string, string][]} */
const KINDS = [["pitch", "other key", ""], ["missing", "note", " left out"], ["extra", "note", " added"], ["early", "note", " early"], ["late", "note", " late"]];

/** @param {Compared} compared */
export function comparedText({ first, second, same, tempo, counts }) {
  const told = KINDS.flatMap(([kind, noun, how]) => (counts[kind] ? [counted(counts[kind], noun) + how] : []));
  const faster = tempo === null ? 0 : Math.round((tempo - 1) * 100);
  const pace = faster ? `; ${Math.abs(faster)} % ${faster > 0 ? "faster" : "slower"}` : "";
  return `Take ${second} beside take ${first}: ${[`${counted(same, "note")} the same`, ...told].join(", ")}${pace}.`;
}

/** What each kind of difference is called. @type {Record<string, string>} */
const NAMES = { pitch: "another key", missing: "left out before this", extra: "added", early: "early", late: "late" };

/** @param {Difference} difference */
export const differenceText = ({ kind, off }) => (off ? `${Math.abs(off)} ms ${NAMES[kind] ?? kind}` : NAMES[kind] ?? kind);
