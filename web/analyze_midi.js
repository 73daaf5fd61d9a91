// The bytes of a MIDI file as what the roll shows.

import { readScore } from "../extension/core/roll_score.js";
import { takesOf } from "../extension/core/roll_takes.js";
import { t } from "./texts.js";
import { counted } from "./words.js";

/** @import { Score } from "../extension/core/roll_score.js" */
/** @import { Take } from "../extension/core/roll_takes.js" */

/** @type {Score} A medium alone has no notes. */
export const NO_NOTES = /** @type {Score} */ (readScore(Uint8Array.from([0x4d, 0x54, 0x72, 0x6b, 0, 0, 0, 4, 0, 0xff, 0x2f, 0])));

/**
 * @param {Uint8Array} data
 * @returns {{score: Score, takes: Take[], flaws: string} | null} null where it is no MIDI file
 */
export function midiIn(data) {
  const score = readScore(data);
  if (!score) return null;
  return { score, takes: takesOf(score.told, score.length), flaws: flawsOf(score) };
}

/** @param {Score} score */
export const flawsOf = ({ flaws }) =>
  flaws.length ? t("{flaws} in the MIDI of it; all that could be read is shown.", { flaws: counted(flaws.length, "flaw") }) : "";
