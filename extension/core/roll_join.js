// Several MIDI files on one clock as one score: both hands, and the feedback of several people.

import { columns, inOrderOfTime, trimmed } from "./roll_order.js";

/** @import { Columns, Score } from "./roll_score.js" */

/** @typedef {{score: Score, offset: number, name: string}} Part `offset`: ms where it begins on the clock of all */

/**
 * @param {readonly Part[]} parts
 * @returns {Score} what lies before the clock's beginning is left out
 */
export function joined(parts) {
  if (parts.length === 1 && parts[0].offset === 0) return parts[0].score;
  const notes = columns(parts.reduce((sum, { score }) => sum + score.notes.count, 0));
  const stretches = [0];
  let [track, place] = [0, 0];
  for (const { score, offset } of parts) {
    place = copied(score.notes, notes, place, offset, track);
    stretches.push(place);
    track += score.tracks.length;
  }
  const shift = (/** @type {number} */ at, /** @type {number} */ offset) => at + offset;
  const told = parts.flatMap(({ score, offset }) => score.told.map((one) => ({ ...one, at: shift(one.at, offset) })))
    .filter(({ at }) => at >= 0).sort((one, other) => one.at - other.at);
  return {
    notes: inOrderOfTime(trimmed(notes, place), stretches), told,
    tracks: parts.flatMap(({ score, name }) => score.tracks.map((one) => ({ ...one, name: nameOf(name, one.name, score) }))),
    curves: parts.flatMap(({ score, offset }) => score.curves.map((curve) => ({ ...curve, at: curve.at.map((at) => shift(at, offset)) }))),
    length: Math.max(0, ...parts.map(({ score, offset }) => score.length + offset)),
    low: Math.min(...parts.map(({ score }) => score.low)),
    high: Math.max(...parts.map(({ score }) => score.high)),
    flaws: parts.flatMap(({ score }) => score.flaws),
  };
}

/** @param {string} file @param {string} track @param {Score} score */
const nameOf = (file, track, { tracks }) => (tracks.filter(({ notes }) => notes).length > 1 && track ? `${file}: ${track}` : file || track);

/** @param {Columns} from @param {Columns} to @param {number} place @param {number} offset @param {number} track @returns {number} where the next goes */
function copied(from, to, place, offset, track) {
  for (let at = 0; at < from.count; at += 1) {
    if (from.end[at] + offset < 0) continue;
    to.start[place] = Math.max(0, from.start[at] + offset);
    to.end[place] = from.end[at] + offset;
    to.pitch[place] = from.pitch[at];
    to.velocity[place] = from.velocity[at];
    to.channel[place] = from.channel[at];
    to.program[place] = from.program[at];
    to.track[place] = from.track[at] + track;
    place += 1;
  }
  return place;
}
